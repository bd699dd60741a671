import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goBound, goRewards } from "../../../src/chain/hosts/chain/go-rewards.js";
import { ChainLedger } from "../../../src/chain/hosts/chain/ledger.js";
import { rewards } from "../../../src/chain/hosts/chain/rewards.js";
import type { RewardsInput } from "../../../src/chain/rewards-input.js";

// Epochs like those of rewards.json, with masks, reputers that are weighted, rows of strangers and stakes that moved away, against a
// model in fractions written from protocol.md section 8 alone.

/** A fraction, not reduced. */
type Fraction = readonly [bigint, bigint];
const ZERO: Fraction = [0n, 1n];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const sum = (fractions: readonly Fraction[]): Fraction => fractions.reduce(plus, ZERO);
const floorOf = (pot: bigint, [a, b]: Fraction): bigint => (pot * a) / b;

type Outcome = { readonly halt: string } | Readonly<Record<string, bigint>>;

function modelled(input: RewardsInput): Outcome {
  const pot = (input.emission * input.topicStake) / input.totalStake;
  const registered = [...input.stake.keys()];
  const S = (i: string): Fraction => [input.stake.get(i) ?? 0n, input.topicStake];
  for (const i of registered) {
    if (S(i)[0] === 0n && input.moved?.has(i) !== true) return { halt: "WK534" };
  }
  const withRow = registered.filter((i) => (input.weights.get(i)?.size ?? 0) > 0);
  if (withRow.length === 0) {
    return Object.fromEntries(registered.map((i) => [i, floorOf(pot, S(i))]));
  }
  const names = [...new Set(withRow.flatMap((i) => [...(input.weights.get(i)?.keys() ?? [])]))];
  const W = (i: string, j: string): Fraction => [
    input.masked.has(j) ? 0n : (input.weights.get(i)?.get(j) ?? 0n),
    1n,
  ];
  const rank = (j: string): Fraction => sum(withRow.map((i) => times(W(i, j), S(i))));
  const all = sum(names.map(rank));
  if (all[0] === 0n) return {};
  const bond = (i: string, j: string): Fraction => times(W(i, j), S(i));
  const row = (i: string): Fraction => sum(names.map((j) => bond(i, j)));
  if (withRow.some((i) => row(i)[0] === 0n)) return { halt: "WK530" };
  const weightedReputers = withRow.filter((i) => names.includes(i));
  if (weightedReputers.length > 0 && weightedReputers.every((i) => rank(i)[0] === 0n)) {
    return { halt: "WK535" };
  }
  const incentive = (j: string): Fraction => over(rank(j), all);
  const dividend = (j: string): Fraction =>
    sum(weightedReputers.map((i) => times(over(bond(i, j), row(i)), incentive(i))));
  const D: Fraction = [weightedReputers.length > 0 ? 2n : 1n, 1n];
  return Object.fromEntries(
    names.map((j) => [j, floorOf(pot, over(incentive(j), D)) + floorOf(pot, over(dividend(j), D))]),
  );
}

const REPUTERS = ["r1", "r2", "r3"];
const NAMES = ["w1", "w2", "w3", ...REPUTERS];

/** Ties and small amounts are as likely as large ones; 0 stands for a stake that was moved away. */
const stakes = fc.constantFrom(0n, 1n, 1n, 7n, 1_000_000n, 10n ** 18n);
const weights = fc.constantFrom(1n, 1n, 2n, 50_000n, 100_000n);
const rowOf = fc.dictionary(fc.constantFrom(...NAMES), weights);

const inputs = fc
  .record({
    rows: fc.dictionary(fc.constantFrom(...REPUTERS, "stranger"), rowOf),
    stake: fc.dictionary(fc.constantFrom(...REPUTERS), stakes, { minKeys: 1 }),
    absent: fc.boolean(),
    workers: fc.constantFrom(0n, 5n, 10n ** 9n),
    elsewhere: fc.constantFrom(0n, 3n, 10n ** 19n),
    emission: fc.constantFrom(0n, 1n, 999n, 10n ** 6n, 849_300n * 10n ** 18n),
    masked: fc.subarray(NAMES),
  })
  .map(({ rows, stake, absent, workers, elsewhere, emission, masked }): RewardsInput => {
    const held = new Map(Object.entries(stake));
    const topicStake = [...held.values()].reduce((a, b) => a + b, workers) || 1n;
    return {
      weights: new Map(
        Object.entries(rows).map(([reputer, row]) => [reputer, new Map(Object.entries(row))]),
      ),
      ...{ stake: held, topicStake, totalStake: topicStake + elsewhere, emission, metDemand: 0n },
      moved: new Set(absent ? [] : REPUTERS),
      masked: new Set(masked),
    };
  });

const outcomeOf = (input: RewardsInput): Outcome => {
  const { paid, halt } = rewards(input);
  return halt === null ? Object.fromEntries(paid) : { halt: halt.code };
};

describe("an epoch's rewards, against the formulas in fractions", () => {
  it("pay the same amounts, and halt at the same states", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(inputs, (input) => {
        const outcome = modelled(input);
        expect(outcomeOf(input)).toEqual(outcome);
        seen.add("halt" in outcome ? String(outcome.halt) : "paid");
      }),
      { numRuns: 2000, seed: 11 },
    );
    expect([...seen].sort()).toEqual(["WK530", "WK534", "WK535", "paid"]);
  });

  it("in floats are within the bound of them", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { paid, halt } = rewards(input);
        if (halt !== null || paid.size === 0) return;
        for (const [name, amount] of goRewards(input)) {
          const exact = paid.get(name) ?? 0n;
          const off = exact > amount ? exact - amount : amount - exact;
          expect(off <= goBound(exact, input.stake.size, NAMES.length)).toBe(true);
        }
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  const one = (row: Record<string, bigint>, change: Partial<RewardsInput> = {}): RewardsInput => ({
    weights: new Map([["r1", new Map(Object.entries(row))]]),
    ...{ stake: new Map([["r1", 10n]]), topicStake: 10n, totalStake: 10n },
    ...{ emission: 100n, metDemand: 0n, masked: new Set<string>(), ...change },
  });

  it.each<[string, RewardsInput, Outcome]>([
    ["a single worker gets all", one({ w1: 3n }), { w1: 100n }],
    // 100 / 3 = 33.3: the last unit stays in the account.
    [
      "a tie is shared, rounded down",
      one({ w1: 1n, w2: 1n, w3: 1n }),
      { w1: 33n, w2: 33n, w3: 33n },
    ],
    ["all masked: nothing is paid", one({ w1: 3n, w2: 4n }, { masked: new Set(["w1", "w2"]) }), {}],
    ["no row: reputers by stake", one({}), { r1: 100n }],
    // Incentive 1, dividend 1: 50 and 50.
    ["a reputer that weighs itself alone gets all, in two halves", one({ r1: 5n }), { r1: 100n }],
    // Incentives 1/4 and 3/4, D = 2: 12.5 and 37.5; dividends 3/4 x (1/4, 3/4), over 2: 9.375 and 28.125.
    [
      "a reputer that ranks shares its incentive by its row",
      one({ w1: 1n, r1: 3n }),
      { w1: 21n, r1: 65n },
    ],
    [
      "its own mask leaves no rank to share: a halt",
      one({ w1: 1n, r1: 3n }, { masked: new Set(["r1"]) }),
      { halt: "WK535" },
    ],
    [
      "stake moved away under a row: a halt",
      {
        ...one({ w1: 1n }),
        weights: new Map([
          ["r1", new Map([["w1", 1n]])],
          ["r2", new Map([["w1", 1n]])],
        ]),
        stake: new Map([
          ["r1", 10n],
          ["r2", 0n],
        ]),
        moved: new Set(["r2"]),
      },
      { halt: "WK530" },
    ],
  ])("%s", (_what, input, outcome) => {
    expect(outcomeOf(input)).toEqual(outcome);
    expect(modelled(input)).toEqual(outcome);
  });
});

describe("money over epochs", () => {
  it("is neither lost nor made but for a float's rounding: it is staked on somebody or still in the account", () => {
    const epochs = fc.array(
      fc.record({ row: rowOf, emission: fc.bigInt(0n, 10n ** 24n), masked: fc.subarray(NAMES) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        epochs,
        fc.constantFrom(0n, 10n ** 6n),
        fc.boolean(),
        (all, otherStake, othersPay) => {
          const ledger = new ChainLedger({
            stake: new Map([["r1", { own: 1000n, upon: 1500n }]]),
            ...{ reputers: ["r1"], otherStake, othersPay, minimumStake: 100n },
          });
          let account = 0n;
          let others = otherStake;
          for (const { row, emission, masked } of all) {
            const before = ledger.topicStake;
            const { balance, topicStake, halt, settled } = ledger.pay({
              weights: new Map([["r1", new Map(Object.entries(row))]]),
              ...{ emission, masked: new Set(masked), answered: new Set<string>() },
            });
            expect(balance[0]).toBe(account + emission);
            account = balance[1];
            const paid = halt === null ? [...settled.values()].reduce((a, b) => a + b, 0n) : 0n;
            expect(topicStake).toEqual([before, before + paid]);
            expect(account >= 0n).toBe(true);
            const elsewhere = balance[0] - paid - account;
            const rounding = goBound(balance[0], 1, NAMES.length);
            if (elsewhere < 0n) {
              expect([account, -elsewhere <= rounding]).toEqual([0n, true]);
            } else if (!othersPay || otherStake === 0n || halt !== null) {
              expect(elsewhere).toBe(0n);
            } else {
              const share = (balance[0] * others) / (before + others);
              expect(elsewhere <= share && share - elsewhere <= rounding).toBe(true);
              others += elsewhere;
            }
          }
        },
      ),
    );
  });
});
