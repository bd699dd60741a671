import { describe, expect, it } from "vitest";
import { StakeBook } from "../../src/chain/hosts/stake-book.js";
import { commitInference, commitInferenceText } from "../../src/chain/inference.js";
import { fitsUint64, uint64Text } from "../../src/chain/uint64.js";
import { weightUint } from "../../src/chain/weight.js";

// The largest double below 2^64.
const LARGEST = 18446744073709549568;

describe("an inference as the chain stores it", () => {
  it.each([
    [0, 0],
    [-0.4, 0],
    [-0.49999999999999994, 0],
    [-0.5, "negative"],
    [-1, "negative"],
    [0.5, 1],
    [1.5, 2],
    [LARGEST, LARGEST],
    [2 ** 64, "exceeds uint64"],
    [Infinity, "not finite"],
    [-Infinity, "not finite"],
    [NaN, "not finite"],
  ])("%d is %s", (value, stored) => {
    expect(commitInference(value)).toBe(stored);
  });

  it("is read from a text by Go's grammar", () => {
    expect(["1_000", "0x1p3", "7.5", "x", "1e400", "nan"].map(commitInferenceText)).toEqual([
      ...[1000, 8, 8],
      ...["not a number", "not a number", "not finite"],
    ]);
  });
});

it("a weight is its text times 1e5, the fraction dropped", () => {
  const texts = [
    "0.25",
    "0.000019",
    "-0.0000099",
    "-0.00001",
    "184467440737095",
    "184467440737096",
  ];
  expect(texts.map(weightUint)).toEqual([
    25_000,
    1,
    0,
    "negative",
    18446744073709500000,
    "too large",
  ]);
  const refused = ["x", "1e400", "0x1p1", "1_0", "NaN", "-inf"];
  expect(refused.map(weightUint)).toEqual([
    ...["not a number", "out of range", "spelling", "spelling", "not finite", "not finite"],
  ]);
});

it("a uint64 has all its digits", () => {
  expect([-1, 0, LARGEST, 2 ** 64, NaN].map(fitsUint64)).toEqual([false, true, true, false, false]);
  expect([0, 999_999_999_999_999, 1e15, LARGEST].map(uint64Text)).toEqual([
    ...["0", "999999999999999", "1000000000000000", "18446744073709549568"],
  ]);
});

describe("stake", () => {
  const book = () =>
    new StakeBook({ stake: new Map([["r", { own: 10n, upon: 25n }]]), reputers: ["r"] });

  it("of one's own and of others is added and taken, at most all of it", () => {
    const one = book();
    expect(one.topicStake).toBe(25n);
    expect(one.change("r", -4n, true)).toBe(21n);
    expect(one.held("r")).toEqual({ own: 6n, upon: 21n });
    expect(one.change("r", -6n, true)).toBe(15n);
    expect(one.change("r", -1n, true)).toBe(15n);
    expect(one.held("r")).toEqual({ own: 0n, upon: 15n });
    expect(one.change("r", -100n, false)).toBe(0n);
    expect(one.topicStake).toBe(0n);
  });

  it("of others alone is what they staked, whatever one's own", () => {
    const one = book();
    expect(one.change("r", -16n, false)).toBe(10n);
    expect(one.held("r")).toEqual({ own: 10n, upon: 10n });
    expect(one.change("r", 3n, false)).toBe(13n);
    expect([one.held("r").own, one.topicStake]).toEqual([10n, 13n]);
  });

  it("is nothing of who is not known, who can get some", () => {
    const one = book();
    expect(one.held("x")).toEqual({ own: 0n, upon: 0n });
    expect(one.change("x", 5n, true)).toBe(5n);
    one.register("x");
    expect([...one.reputers]).toEqual(["r", "x"]);
    expect([...one.stakeOf(one.reputers)]).toEqual([
      ["r", 25n],
      ["x", 5n],
    ]);
    expect(one.topicStake).toBe(30n);
  });
});
