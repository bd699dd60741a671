import { expect, test } from "vitest";
import { SeedLedger } from "../../src/chain/hosts/seed/ledger.js";

const held = (own: bigint, delegated = 0n): { own: bigint; upon: bigint } => ({
  own,
  upon: own + delegated,
});

const WEIGHTS = new Map([
  [
    "r1",
    new Map([
      ["w1", 6n],
      ["w2", 4n],
      ["r2", 10n],
    ]),
  ],
  [
    "r2",
    new Map([
      ["w1", 2n],
      ["w2", 8n],
      ["r1", 5n],
    ]),
  ],
]);

function ledger(): SeedLedger {
  return new SeedLedger({
    stake: new Map([
      ["r1", held(10n)],
      ["r2", held(20n, 10n)],
      ["w1", held(10n)],
      ["w2", held(10n)],
    ]),
    reputers: ["r1", "r2"],
    otherStake: 40n,
    othersPay: true,
    minimumStake: 10n,
  });
}

const EPOCH = { emission: 2000n, weights: WEIGHTS, masked: new Set<string>() };

test("workers share by stake, reputers by its square, and nothing is kept or restaked", () => {
  const one = ledger();
  const payment = one.pay({ ...EPOCH, answered: new Set(["w1", "w2"]) });
  // The topic has 60 of 100 staked: 1200, half for each kind. Workers: w1 6*10 + 2*30 = 120, w2 4*10 + 8*30 = 280, of 400.
  // Reputers: r2 10*100 = 1000, r1 5*900 = 4500, of 5500.
  expect(payment.topicEmission).toBe(1200n);
  expect(Object.fromEntries(payment.paid)).toEqual({ w1: 180n, w2: 420n, r2: 109n, r1: 490n });
  expect(payment.topicStake).toEqual([60n, 60n]);
  expect(one.pay({ ...EPOCH, answered: new Set(["w1", "w2"]) })).toEqual(payment);
});

test("who committed no inference gets nothing as a worker, and a reputer that did gets both", () => {
  const { paid } = ledger().pay({ ...EPOCH, answered: new Set(["w1", "r1"]) });
  // Workers: w1 120 and r1 5*30 = 150, of 270.
  expect(Object.fromEntries(paid)).toEqual({ w1: 266n, r1: 333n + 490n, r2: 109n });
});

test("below the minimum stake nobody is paid or heard, until it is reached again", () => {
  const one = ledger();
  one.change("r2", -11n, true);
  one.change("w1", -1n, true);
  const { paid } = one.pay({ ...EPOCH, answered: new Set(["w1", "w2"]) });
  // 48 of 88 are staked here: 1090. Only r1 is heard, and it weights no reputer who takes part: all for w2.
  expect(Object.fromEntries(paid)).toEqual({ w2: 1090n });
  one.change("w1", 1n, true);
  const again = one.pay({ ...EPOCH, answered: new Set(["w1", "w2"]) });
  // 49 of 89: 1101, 6 to 4.
  expect(Object.fromEntries(again.paid)).toEqual({ w1: 660n, w2: 440n });
});
