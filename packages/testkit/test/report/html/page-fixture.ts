import type { Fact } from "../../../src/replay/facts.js";
import { ended, round, set, started } from "../../metrics/facts.js";
import { failure } from "../summary-fixture.js";
import { asked, simulatedFacts } from "./simulated.js";

export const evil = `<img src=x onerror="alert('name')">`;
export const facts = simulatedFacts({
  workers: 14,
  sets: 60,
  every: 2,
  failed: true,
  rewards: true,
  stderr: "<script>alert('stderr')</script>",
});
export const workers = facts[0]?.kind === "started" ? facts[0].workers : [];
const kinds = [asked(facts, "probability"), asked(facts, "class")];

/** The same replay of a topic with another name. */
function named(topic: string, of: readonly Fact[]): Fact[] {
  return of.map((fact) => (fact.kind === "started" ? { ...fact, topic } : fact));
}
export const topics = [
  named("rain", facts),
  named("few", simulatedFacts({ workers: 5, sets: 20, every: 2 })),
  named("chance of rain", kinds[0] ?? []),
  named("dry & wet", kinds[1] ?? []),
];
export const names = new Map([
  [workers[0] ?? "", evil],
  [workers[3] ?? "", "Ministry of Silly Walks"],
]);

/** Two due runs, each followed by a second one, an epoch that pays in floats, and one that halts the chain. */
export function haltingFacts(): Fact[] {
  const second = (index: number, at: number) => {
    return { ...round(index, at, { weights: [0.5, 0.5] }), kind: "second" as const };
  };
  return [
    started({ workers: ["a", "b"] }),
    set(100, [10, 30], { truth: 10 }),
    round(0, 120, { weights: [0.75, 0.25], payloadBytes: 400_000 }),
    second(0, 125),
    set(130, [10, 30], { weights: [0.5, 0.5], truth: 12 }),
    round(1, 140, { weights: [0.75, 0.25] }),
    second(1, 145),
    {
      kind: "rewards",
      epoch: 0,
      blockTime: 150,
      block: 20,
      topicEmission: 10n,
      workerRewards: [6n, 3n],
      reputers: [],
      reputerRewards: [],
      others: [],
      masked: new Uint32Array(),
      inFloats: [{ address: "a", exact: 6n, paid: 4n, bound: 9n }],
      topicStake: 7n,
      rolledOver: 1n,
      notes: [],
      failure: null,
    },
    {
      kind: "halted",
      epoch: 1,
      blockTime: 160,
      block: 40,
      failure: { ...failure, code: "WK535", message: "the dividends sum to 0" },
      weights: [{ reputer: "allo1r", participant: "<b>x</b>", weight: 0.5, masked: true }],
    },
    ended({
      secondRuns: 2,
      otherHosts: [{ host: "seed", differences: ["no second runs (here 2)"] }],
    }),
  ];
}
