import { expect, test } from "vitest";
import { goBound } from "../../src/chain/hosts/chain/go-rewards.js";
import { ChainLedger } from "../../src/chain/hosts/chain/ledger.js";
import { seedRewards } from "../../src/chain/hosts/seed/rewards.js";

const own = (amount: bigint) => ({ own: amount, upon: amount });
const WEIGHTS = new Map([["r", new Map([["w", 5n]])]]);
const EPOCH = { emission: 1000n, weights: WEIGHTS, masked: new Set<string>() };

function ledger(more: { stake: bigint; other: bigint; reputers?: string[] }): ChainLedger {
  return new ChainLedger({
    stake: new Map([["r", own(more.stake)]]),
    reputers: more.reputers ?? ["r"],
    otherStake: more.other,
    othersPay: true,
    minimumStake: 100n,
  });
}

test("a payment is restaked as the participant's own, and other topics take their share of what is left", () => {
  const one = ledger({ stake: 300n, other: 100n });
  // The topic has 300 of 400 staked, so 750 of 1000, all for the only weighted worker. The others' quarter is 250.
  const payment = one.pay({ ...EPOCH, answered: new Set() });
  expect(payment.settled).toEqual(new Map([["w", 750n]]));
  expect(one.held("w")).toEqual(own(750n));
  expect(payment.balance).toEqual([1000n, 0n]);
  // Now 1050 of 1400.
  expect(one.pay({ ...EPOCH, answered: new Set() }).topicEmission).toBe(750n);
});

test("other topics get their share of all that there was, whatever this topic paid", () => {
  // Nobody has weights: reputers share by stake, 300 of the topic's 300, so 600 of 1000 where 200 are staked elsewhere.
  const one = ledger({ stake: 300n, other: 200n });
  const payment = one.pay({ ...EPOCH, weights: new Map(), answered: new Set() });
  expect(payment.settled).toEqual(new Map([["r", 600n]]));
  expect(payment.balance).toEqual([1000n, 0n]);
});

test("without any stake an epoch pays nobody, and its emission waits", () => {
  const one = ledger({ stake: 0n, other: 0n });
  const payment = one.pay({ ...EPOCH, answered: new Set() });
  expect(payment).toMatchObject({ topicEmission: 0n, halt: null, balance: [1000n, 1000n] });
  expect(payment.paid.size).toBe(0);
  expect(one.pay({ ...EPOCH, answered: new Set() }).balance).toEqual([2000n, 2000n]);
});

test("a halt names the reputers that it is about", () => {
  const both = new ChainLedger({
    stake: new Map([["w", own(10n)]]),
    reputers: ["r"],
    ...{ otherStake: 0n, othersPay: false, minimumStake: 100n },
  });
  const { halt } = both.pay({ ...EPOCH, answered: new Set() });
  expect([halt?.code, halt?.message]).toEqual([
    "WK534",
    expect.stringMatching(/^The registered reputer r has no stake\./),
  ]);
  // r weights itself alone, and the chain masks it as a worker without inferences; another row keeps the ranks above 0.
  const selfish = new ChainLedger({
    stake: new Map([
      ["r", own(10n)],
      ["s", own(10n)],
    ]),
    reputers: ["r", "s"],
    ...{ otherStake: 0n, othersPay: false, minimumStake: 100n },
  });
  const weights = new Map([
    ["r", new Map([["w", 1n]])],
    [
      "s",
      new Map([
        ["r", 0n],
        ["s", 0n],
        ["w", 1n],
      ]),
    ],
  ]);
  const unranked = selfish.pay({ ...EPOCH, weights, answered: new Set() }).halt;
  expect([unranked?.code, unranked?.message]).toEqual([
    "WK535",
    expect.stringMatching(/^The logic weights r, s, who have rows, /),
  ]);
});

test("Go's amounts differ from exact ones by two units and 2^-53 for each rounding", () => {
  // 4 x (2 + 3) + 40 = 60 roundings.
  expect(goBound(2n ** 53n, 2, 3)).toBe(62n);
  expect(goBound(100n, 2, 3)).toBe(2n);
});

test("seed: reputers have all where no worker has a weight, and workers all where no reputer has", () => {
  const input = {
    ...{ stake: new Map([["r", 2n]]), topicStake: 2n, totalStake: 2n, emission: 101n },
    ...{ metDemand: 0n, masked: new Set<string>() },
    weights: new Map([
      [
        "r",
        new Map([
          ["r", 1n],
          ["w", 1n],
        ]),
      ],
    ]),
  };
  const paid = (workers: string[]): unknown => {
    const entitled = { workers: new Set(workers), reputers: new Set(["r"]) };
    return Object.fromEntries(seedRewards(input, entitled).paid);
  };
  expect(paid([])).toEqual({ r: 101n });
  expect(paid(["w"])).toEqual({ w: 50n, r: 51n });
  const alone = { ...input, weights: new Map([["r", new Map([["w", 1n]])]]) };
  const entitled = { workers: new Set(["w"]), reputers: new Set(["r"]) };
  expect(Object.fromEntries(seedRewards(alone, entitled).paid)).toEqual({ w: 101n });
});
