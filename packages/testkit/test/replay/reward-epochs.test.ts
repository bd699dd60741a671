import { describe, expect, it } from "vitest";
import { HOSTS } from "../../src/chain/hosts/hosts.js";
import type { StakeChange } from "../../src/chain/stake.js";
import { WeightMatrix } from "../../src/chain/weight-matrix.js";
import type { RewardsPaid } from "../../src/replay/facts.js";
import { Participants } from "../../src/replay/participants.js";
import type { Economy } from "../../src/replay/plan.js";
import { RewardEpochs } from "../../src/replay/reward-epochs.js";
import { topic } from "./histories.js";
import { ECONOMY } from "./reputers-plan.js";

const history = topic([
  [100, "a", 1],
  [100, "b", 1],
]);

interface Setting {
  readonly host?: "chain" | "seed";
  readonly economy?: Partial<Economy>;
  /** Seconds between inferences: at 10 none is asked for, at 5 one in each epoch. */
  readonly cadence?: number;
  /** Stake of the reputers r1, r2, …. */
  readonly stakes?: readonly bigint[];
  /** Stored weights of a and b, by reputer; 0 for none. */
  readonly rows?: readonly (readonly [number, number])[];
  /** Who answers, epoch by epoch. */
  readonly answers?: readonly (readonly number[])[];
}

/** What epochs of 20 seconds from 0 on pay. */
function paid(setting: Setting): RewardsPaid[] {
  const { host = "chain", cadence = 10, stakes = [1n], rows = [], answers = [[]] } = setting;
  const economy = { ...ECONOMY, ...setting.economy };
  const reputers = stakes.map((stake, i) => ({ address: `r${i + 1}`, stake }));
  const participants = new Participants({ history, reputers, economy, profile: host });
  const addresses = ["a", "b", ...reputers.map(({ address }) => address)];
  const weights = new WeightMatrix(reputers.length, addresses.length);
  for (const [reputer, row] of rows.entries())
    for (const [worker, uint] of row.entries()) weights.set(reputer, worker, uint);
  const epochs = new RewardEpochs({
    ...{ economy, host: HOSTS[host], participants, weights, workers: 2, addresses },
    ...{ reputerIds: reputers.map((_, i) => i + 2), inferenceCadence: cadence, genesis: 0 },
  });
  return answers.flatMap((ids, epoch) => {
    epochs.count(Uint32Array.from(ids));
    return [...epochs.payUntil(20 * (epoch + 1), true)].map((fact) => {
      if (fact.kind === "halted") throw new Error(fact.failure.message);
      return fact;
    });
  });
}

describe("an epoch of the seed document", () => {
  it("pays the workers that answered in it", () => {
    const rows = [[10_000, 30_000]] as const;
    const found = paid({ host: "seed", rows, answers: [[0], [1], [0, 1]] });
    // Of 5000: a quarter and three quarters, or all where only one answered.
    expect(found.map(({ workerRewards }) => workerRewards)).toEqual([
      [5000n, 0n],
      [0n, 5000n],
      [1250n, 3750n],
    ]);
    expect(found.map(({ masked }) => [...masked])).toEqual([[], [], []]);
  });
});

describe("amounts in floats", () => {
  it("are reported where they differ from the exact ones, with how far they can be off", () => {
    // All goes to the only reputer. 2^53 + 1 is not a double: Go has 2^53.
    const emission = 9_007_199_254_740_993n;
    const [first] = paid({ economy: { emission } });
    expect(first?.reputerRewards).toEqual([emission]);
    // 4 roundings for the reputer, 4 for whom it pays and 40 more, of 2^-53 of the amount each, and two floors.
    expect(first?.inFloats).toEqual([
      { address: "r1", exact: emission, paid: 9_007_199_254_740_992n, bound: 50n },
    ]);
    expect(first?.rolledOver).toBe(1n);
  });

  it("are not reported where they are exact", () => {
    const [first] = paid({ rows: [[10_000, 30_000]] });
    expect(first?.workerRewards).toEqual([1250n, 3750n]);
    expect(first?.inFloats).toEqual([]);
  });
});

describe("an epoch that pays nothing", () => {
  const codes = (setting: Setting) => paid(setting).map(({ failure }) => failure?.code ?? null);
  const moved = (stake: bigint): StakeChange[] =>
    [-stake, stake].map((delta, i) => ({
      ...{ time: 10, participant: "r2", delta, target: i === 0 ? "r2" : "r1" },
    }));

  it("has no reason when there is less than one unit for anybody", () => {
    const economy = { emission: 1n };
    // Half a unit for each of the workers, or, without weights, of the reputers.
    expect(codes({ economy, rows: [[10_000, 10_000]] })).toEqual([null]);
    expect(codes({ economy, stakes: [1n, 1n] })).toEqual([null]);
  });

  it("has one when no reputer has a stake and there are no weights", () => {
    const economy = { minimumStake: 2n, workerStake: 2n };
    expect(codes({ economy })).toEqual(["WK533"]);
    // Both have moved all that they had to a worker: they stay registered.
    const stakeChanges = ["r1", "r2"].flatMap((participant) => [
      { time: 10, participant, delta: -1n, target: participant },
      { time: 10, participant, delta: 1n, target: "a" },
    ]);
    expect(codes({ economy: { workerStake: 2n, stakeChanges }, stakes: [1n, 1n] })).toEqual([
      "WK533",
    ]);
  });

  it("has one when the only live weights have no stake behind them", () => {
    // One inference is asked for, and b gives none. r1 has a stake and weighs b; r2 weighs both and has none any more.
    const rows = [
      [0, 10_000],
      [10_000, 10_000],
    ] as const;
    const common = { cadence: 5, stakes: [1n, 1n], answers: [[0]] };
    expect(codes({ ...common, rows, economy: { stakeChanges: moved(1n) } })).toEqual(["WK532"]);
    // Without the live one.
    const dead = [
      [0, 10_000],
      [0, 10_000],
    ] as const;
    expect(codes({ ...common, rows: dead })).toEqual(["WK531"]);
  });
});

describe("an epoch of the seed document that pays nothing", () => {
  it("has as its reason that nobody entitled with a weight answered, or that no stake is behind the weights", () => {
    const rows = [[10_000, 0]] as const;
    const codes = (setting: Setting) =>
      paid({ host: "seed", rows, ...setting }).map(({ failure }) => failure?.code ?? null);
    // Only a has a weight: nothing is paid for the answer of b.
    expect(codes({ answers: [[0], [], [1]] })).toEqual([null, "WK537", "WK537"]);
    const economy = { minimumStake: 2n, workerStake: 2n };
    expect(codes({ answers: [[0]], economy })).toEqual(["WK532"]);
    // The worker that answers has too little stake.
    const poor = { minimumStake: 2n, workerStake: 1n };
    expect(codes({ answers: [[0]], economy: poor, stakes: [2n] })).toEqual(["WK537"]);
  });
});

describe("stake of the other topics", () => {
  it("is paid its share, unless it is not paid out", () => {
    const money = { otherStake: 1n };
    expect(paid({ economy: money })).toMatchObject([{ topicEmission: 2500n, rolledOver: 0n }]);
    expect(paid({ economy: { ...money, othersPay: false } })).toMatchObject([
      { topicEmission: 2500n, rolledOver: 2500n },
    ]);
  });
});
