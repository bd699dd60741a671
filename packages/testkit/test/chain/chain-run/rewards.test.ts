import { describe, expect, test } from "vitest";
import { goBound, goRewards } from "../../../src/chain/hosts/chain/go-rewards.js";
import { rewards } from "../../../src/chain/hosts/chain/rewards.js";
import { leastInferences } from "../../../src/chain/liveness.js";
import type { RewardsInput } from "../../../src/chain/rewards-input.js";
import { amounts, chainRun } from "./vectors.js";

interface Recorded {
  readonly weights: Record<string, Record<string, string>>;
  readonly stake: Record<string, string>;
  readonly topicStake: string;
  readonly totalStake: string;
  readonly emission: string;
  readonly metDemand: string;
  readonly masked: readonly string[];
  readonly cadence: number;
}

interface Case extends Recorded {
  readonly name: string;
  readonly topicEmission: string;
  readonly runs: readonly Record<string, string>[];
  readonly errors: readonly string[];
}

/** Amounts below are whole in a float; Go may still floor one unit lower or higher where an exact share is whole. */
const EXACT = 2n ** 53n;

/** The recording masks nobody whose cadence asks for no inferences. */
function inputOf({ weights, masked, cadence, ...amountsOf }: Recorded): RewardsInput {
  return {
    weights: new Map(Object.entries(weights).map(([reputer, row]) => [reputer, amounts(row)])),
    stake: amounts(amountsOf.stake),
    topicStake: BigInt(amountsOf.topicStake),
    totalStake: BigInt(amountsOf.totalStake),
    emission: BigInt(amountsOf.emission),
    metDemand: BigInt(amountsOf.metDemand),
    masked: new Set(leastInferences(600, cadence) === 0 ? [] : masked),
  };
}

function expectPaid(
  input: RewardsInput,
  runs: readonly Record<string, string>[],
  emission: bigint,
): void {
  const { topicEmission, paid, halt } = rewards(input);
  expect([halt, topicEmission]).toEqual([null, emission]);
  const recorded = runs.map((run) => [...amounts(run)].sort());
  const participants = new Set([...input.weights.values()].flatMap((row) => [...row.keys()])).size;
  for (const run of recorded) {
    expect([...paid.keys()].sort()).toEqual(run.map(([name]) => name));
    for (const [name, amount] of run) {
      const exact = paid.get(name) ?? 0n;
      const bound = goBound(exact, input.stake.size, participants);
      const difference = exact > amount ? exact - amount : amount - exact;
      expect(difference <= bound, `${name}: ${exact} and ${amount}`).toBe(true);
    }
  }
  if (emission >= EXACT || paid.size === 0) return;
  expect(recorded).toContainEqual([...goRewards(input)].sort());
}

const ERRORS: Record<string, readonly string[]> = {
  WK530: ["divide map values by zero"],
  WK534: ["collections: not found"],
  WK535: ["divide map values by zero"],
};

describe("rewards.json", () => {
  const cases = chainRun("rewards") as Case[];

  test.each(cases.map((one, i) => [`${i} ${one.name}`, one] as const))("%s", (_, one) => {
    const input = inputOf(one);
    if (one.errors.every((error) => error === "")) {
      expectPaid(input, one.runs, BigInt(one.topicEmission));
      return;
    }
    const { paid, halt } = rewards(input);
    expect(paid.size).toBe(0);
    const [wanted = ""] = ERRORS[halt?.code ?? ""] ?? [];
    expect(wanted).not.toBe("");
    expect(one.errors.every((error) => error.startsWith(wanted))).toBe(true);
  });
});

describe("epochs.json, dividends", () => {
  interface Dividends extends Recorded {
    readonly name: string;
    readonly Runs: readonly Record<string, string>[];
    readonly Topic: string;
  }
  const { dividends } = chainRun("epochs") as { dividends: Dividends[] };

  test.each(dividends.map((one) => [one.name, one] as const))("%s", (_, one) => {
    expectPaid(inputOf(one), one.Runs, BigInt(one.Topic));
  });
});
