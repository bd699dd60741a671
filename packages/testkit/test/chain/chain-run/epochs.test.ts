import { describe, expect, test } from "vitest";
import { ChainLedger } from "../../../src/chain/hosts/chain/ledger.js";
import type { LedgerPayment, StakeHeld } from "../../../src/chain/hosts/ledger.js";
import { TopicClock } from "../../../src/chain/hosts/chain/topic-clock.js";
import { leastInferences } from "../../../src/chain/liveness.js";
import { amounts, chainRun } from "./vectors.js";

interface Epoch {
  readonly paid: Record<string, string>;
  readonly result: string;
  readonly rewardsBalanceAfter: string;
  readonly rewardsBalanceBefore: string;
  readonly topicStakeAfter: string;
  readonly topicStakeBefore: string;
}

interface Scenario {
  readonly Name: string;
  readonly Epochs: readonly Epoch[];
  readonly input: {
    readonly weights: Record<string, Record<string, number>>;
    readonly stake: Record<string, number>;
    readonly registeredReputers: readonly string[];
    readonly inferencesPerEpoch: Record<string, number>;
    readonly inferenceCadence: number;
    readonly epochBlocks: number;
    readonly emissionPerEpoch: number;
  };
}

interface Epochs {
  readonly epochs: readonly Scenario[];
  readonly "growing-stake": { readonly log: readonly string[] };
  readonly edges: { readonly [name: string]: unknown };
  readonly "reputer-without-coins": string;
}

/** Participants who staked on themselves. */
function ownStakes(stakes: Iterable<readonly [string, bigint]>): Map<string, StakeHeld> {
  return new Map([...stakes].map(([name, own]) => [name, { own, upon: own }]));
}

const recorded = chainRun("epochs") as Epochs;

/** A recorded panic begins with this text. */
const PANICS: Record<string, string> = {
  WK530: "PANIC: divide map values by zero",
  WK534: "PANIC: collections: not found",
};

describe("epochs.json", () => {
  test.each(recorded.epochs.map((one) => [one.Name, one] as const))(
    "%s",
    (_, { Epochs, input }) => {
      const { weights, stake, registeredReputers, inferencesPerEpoch } = input;
      const matrix = new Map(Object.entries(weights).map(([name, row]) => [name, amounts(row)]));
      const ledger = new ChainLedger({
        stake: ownStakes(amounts(stake)),
        reputers: registeredReputers,
        otherStake: 0n,
        othersPay: false,
        minimumStake: 100n,
      });
      const least = leastInferences(input.epochBlocks, input.inferenceCadence);
      const counts = new Map<string, number>();
      for (const epoch of Epochs) {
        for (const [name, count] of Object.entries(inferencesPerEpoch)) {
          counts.set(name, (counts.get(name) ?? 0) + count);
        }
        const weighted = [...matrix.values()].flatMap((row) => [...row.keys()]);
        const payment = ledger.pay({
          emission: BigInt(input.emissionPerEpoch),
          weights: matrix,
          masked: new Set(weighted.filter((name) => (counts.get(name) ?? 0) < least)),
          answered: new Set(counts.keys()),
        });
        // A panic undoes the block, with the counts that it would have reset.
        if (payment.halt === null) counts.clear();
        expectEpoch(payment, epoch);
      }
    },
  );
});

function expectEpoch({ settled, halt, balance, topicStake }: LedgerPayment, epoch: Epoch): void {
  if (epoch.result === "") expect(halt).toBeNull();
  else expect(epoch.result.startsWith(PANICS[halt?.code ?? ""] ?? "none")).toBe(true);
  for (const [name, amount] of amounts(epoch.paid))
    expect([name, settled.get(name) ?? 0n]).toEqual([name, amount]);
  expect(balance.map(String)).toEqual([epoch.rewardsBalanceBefore, epoch.rewardsBalanceAfter]);
  expect(topicStake.map(String)).toEqual([epoch.topicStakeBefore, epoch.topicStakeAfter]);
}

describe("epochs.json, in prose", () => {
  test("growing-stake: payments are restaked, and what topic 2 does not pay out rolls over", () => {
    const row = new Map([
      ["w0", 60_000n],
      ["w1", 40_000n],
    ]);
    const ledger = new ChainLedger({
      stake: ownStakes([
        ["r", 1000n],
        ["w0", 500n],
        ["w1", 500n],
      ]),
      reputers: ["r"],
      otherStake: 10_000n,
      othersPay: false,
      minimumStake: 100n,
    });
    const { log } = recorded["growing-stake"];
    for (const [i, line] of log.entries()) {
      const { settled, topicStake } = ledger.pay({
        emission: 100_000n,
        weights: new Map([["r", row]]),
        masked: new Set(),
        answered: new Set(),
      });
      expect(
        `epoch ${i + 1}: w0 +${settled.get("w0")} w1 +${settled.get("w1")} topic stake now ${topicStake[1]}`,
      ).toBe(line);
    }
  });

  test("edges: no demand from 1100 to 1210, weight cadence 60", () => {
    const lines = recorded.edges["no demand from 1100 to 1210, weight cadence 60"] as string[];
    const clock = new TopicClock(60);
    const sets: number[] = [];
    const blocks = new Set([...lines.map((line) => Number(/t=(\d+)/.exec(line)?.[1]))]);
    const found: string[] = [];
    // A block every 5 s from 1000 on, inferences every 10 s, also while the topic is inactive.
    for (let time = 1000; time <= 1275; time += 5) {
      const run = clock.propose(time);
      const seen = sets.filter((set) => set >= (run?.windowFrom ?? 0)).toReversed();
      if (time % 10 === 0) sets.push(time);
      const active = time < 1100 || time >= 1210;
      clock.end(time, active);
      const runs = run === null ? "[]" : `[${seen.join(" ")} run]`;
      if (blocks.has(time)) {
        found.push(`t=${time} active=${active} weight_last_ran=${clock.lastRan} ${runs}`);
      }
    }
    expect(found).toEqual(lines);
  });

  test("edges: the row of an unregistered reputer counts for nothing, and the registered one has none", () => {
    const { Runs } = recorded.edges[
      "row of an unregistered reputer, a registered one without row"
    ] as {
      Runs: Record<string, string>[];
    };
    const ledger = new ChainLedger({
      stake: ownStakes([
        ["r0", 100n],
        ["w0", 100n],
      ]),
      reputers: ["r0"],
      otherStake: 0n,
      othersPay: false,
      minimumStake: 100n,
    });
    const weights = new Map([["r1", new Map([["w0", 5n]])]]);
    const { settled } = ledger.pay({
      emission: 1000n,
      weights,
      masked: new Set(),
      answered: new Set(),
    });
    expect([...settled.values()].map(String)).toEqual(Object.values(Runs[0] ?? {}));
  });

  test("edges: stake moved away by modify-stake does not halt, stake that was never there does", () => {
    const ledger = new ChainLedger({
      stake: ownStakes([
        ["r0", 100n],
        ["r1", 100n],
      ]),
      reputers: ["r0", "r1"],
      otherStake: 0n,
      othersPay: false,
      minimumStake: 100n,
    });
    ledger.change("r0", -100n, true, true);
    ledger.change("r1", 100n, true, true);
    expect(recorded.edges["stake moved away by MsgModifyStake"]).toMatchObject({
      EndBlock: "<nil>",
      "stake upon it now": String(ledger.held("r0").upon),
    });
    const epoch = {
      emission: 1000n,
      weights: new Map(),
      masked: new Set<string>(),
      answered: new Set<string>(),
    };
    expect(ledger.pay(epoch).halt).toBeNull();
    ledger.register("r2");
    expect(ledger.pay(epoch).halt?.code).toBe("WK534");
    expect(recorded["reputer-without-coins"]).toContain("PANIC: collections: not found");
  });
});

describe("epochs.json, demand", () => {
  test("a topic is born inactive, and its inferences are due when it has demand, every 60 s", () => {
    const { demand } = chainRun("epochs") as { demand: string[] };
    const [inferences, weights] = [new TopicClock(60), new TopicClock(3600)];
    const found = demand.slice(0, -1).map((_line, i) => {
      const time = 1000 + 5 * i;
      // request-inference and reactivate-topic are in the fourth block.
      const active = i >= 3;
      inferences.end(time, active);
      weights.end(time, active);
      const ready = active ? `[topic 1 with weight_last_ran ${weights.lastRan}]` : "[]";
      return (
        `block ${i + 1} t=${time} active=${active} weight_last_ran=${weights.lastRan} ` +
        `inference_last_ran=${inferences.lastRan} churn_ready=${ready} err=<nil>`
      );
    });
    expect(found).toEqual(demand.slice(0, -1));
    expect(demand.at(-1)).toContain("accumulated met demand 0");
  });
});
