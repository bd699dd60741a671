import { describe, expect, it } from "vitest";
import { alloAddress } from "../../src/chain/bech32.js";
import { judgeRound, type KnownAddresses } from "../../src/round/judgement.js";
import type { RunOutcome } from "../../src/runtime/engine.js";

const ran = (stdout: string, more: Partial<RunOutcome> = {}): RunOutcome => ({
  ...{ exitCode: 0, stdout: Buffer.from(stdout), stderr: new Uint8Array(), fuel: 1 },
  ...{ memoryPages: 1, failure: null, notes: ["from the run"], exchanges: [] },
  ...more,
});
const weights = (entries: Readonly<Record<string, string>>): string =>
  JSON.stringify({ type: "weights", weights: entries });
const known = (...addresses: string[]): KnownAddresses => ({ has: (a) => addresses.includes(a) });
const stranger = (i: number): string => alloAddress(Uint8Array.of(i >> 8, i & 255));
const storedOf = (stdout: string, addresses = known("a", "b")) => {
  const { stored } = judgeRound(ran(stdout), addresses);
  return stored === null ? null : Object.fromEntries(stored);
};

describe("a round", () => {
  it("stores weights times 1e5, and keeps the run's notes", () => {
    const judged = judgeRound(ran(weights({ a: "0.25", b: "0" })), known("a", "b"));
    expect(judged).toEqual({
      stored: new Map([
        ["a", 25_000],
        ["b", 0],
      ]),
      ...{ failure: null, notes: ["from the run"] },
    });
  });

  it.each([
    ["not JSON", "", "WK501"],
    ["a negative weight", weights({ a: "0.5", b: "-1" }), "WK513"],
    ["a weight that is not finite", weights({ a: "NaN" }), "WK512"],
    ["a weight beyond uint64", weights({ a: "1e300" }), "WK514"],
    ["a spelling that only Go reads", weights({ a: "1_0" }), "WK515"],
    ["an address that is not one", weights({ x: "1" }), "WK516"],
  ])("with %s fails whole", (_what, stdout, code) => {
    const judged = judgeRound(ran(stdout), known("a", "b"));
    expect(judged.stored).toBeNull();
    expect(judged.failure?.code).toBe(code);
    expect(judged.notes).toEqual(["from the run"]);
  });

  it("skips and notes what does not parse, and stores the rest", () => {
    const stdout = weights({ a: "much", b: "1e999" });
    expect(storedOf(stdout)).toEqual({});
    expect(storedOf(weights({ a: "x", b: "1" }))).toEqual({ b: 100_000 });
    const { notes, failure } = judgeRound(ran(stdout), known("a", "b"));
    expect(failure).toBeNull();
    expect(notes).toHaveLength(3);
    expect(notes[1]).toMatch(/^WK511: .*"much" of a /);
    expect(notes[2]).toMatch(/^WK511: .*"1e999" of b /);
  });
});

describe("strangers", () => {
  it("are stored and noted, each by its address", () => {
    const address = stranger(1);
    const { stored, notes } = judgeRound(ran(weights({ [address]: "1", a: "1" })), known("a"));
    expect(stored?.get(address)).toBe(100_000);
    expect(notes).toHaveLength(2);
    expect(notes[1]).toMatch(new RegExp(`^WK517: .*${address}`));
  });

  it("are noted 20 at most, and the rest counted", () => {
    const some = (count: number) =>
      weights(Object.fromEntries(Array.from({ length: count }, (_, i) => [stranger(i), "1"])));
    const notesOf = (count: number) => judgeRound(ran(some(count)), known()).notes.slice(1);
    expect(notesOf(20)).toHaveLength(20);
    expect(notesOf(20).at(-1)).not.toContain("more like these");
    expect(notesOf(23)).toHaveLength(21);
    expect(notesOf(23).at(-1)).toBe("… and 3 more like these");
  });

  it("fail the round beyond 10,000, those with a weight from before counted", () => {
    const judge = (before: number, entries: Readonly<Record<string, string>>) =>
      judgeRound(ran(weights(entries)), { has: () => false, strangers: before }).failure?.code ??
      null;
    const one = { [stranger(1)]: "1" };
    expect(judge(9_999, one)).toBeNull();
    expect(judge(10_000, one)).toBe("WK518");
    // One that is skipped gets no weight.
    expect(judge(10_000, { [stranger(1)]: "x" })).toBeNull();
    // A worker that is known does not count.
    const { failure } = judgeRound(ran(weights({ a: "1" })), { ...known("a"), strangers: 10_000 });
    expect(failure).toBeNull();
  });
});

describe("a run that fails", () => {
  it("by its exit code is stored anyway, and noted so", () => {
    const judged = judgeRound(ran(weights({ a: "1" }), { exitCode: 3 }), known("a"));
    expect(judged.failure).toMatchObject({ code: "WK500" });
    expect(judged.failure?.message).toContain("3");
    expect(judged.stored).toEqual(new Map([["a", 100_000]]));
    expect(judged.notes).toHaveLength(2);
    expect(judged.notes[1]).toMatch(/^WK519: /);
  });

  it("stores nothing under a host that looks at the exit code, nor when it printed nothing", () => {
    const failed = ran(weights({ a: "1" }), { exitCode: 3 });
    expect(judgeRound(failed, known("a"), false)).toMatchObject({
      ...{ stored: null, notes: ["from the run"] },
    });
    expect(judgeRound(ran("", { exitCode: 3 }), known("a"))).toMatchObject({
      ...{ stored: null, failure: { code: "WK500" }, notes: ["from the run"] },
    });
  });
});
