import { Evaluator } from "../../src/metrics/evaluate.js";
import type { SummaryOptions } from "../../src/metrics/summary-options.js";
import type { ReplaySummary } from "../../src/metrics/summary.js";
import type {
  Fact,
  ReplayEnded,
  ReplayStarted,
  RoundRan,
  SetCommitted,
} from "../../src/replay/facts.js";

/** What the facts of one topic come to. */
export function summarize(facts: Iterable<Fact>, options: SummaryOptions = {}): ReplaySummary {
  const evaluator = new Evaluator(options);
  for (const fact of facts) evaluator.add(fact);
  const [topic] = evaluator.result().topics;
  if (topic === undefined) throw new Error("no facts");
  return topic;
}

/** Why a round failed. */
export const failure = {
  code: "WK411",
  message: "unreachable executed",
  hint: "look",
  place: null,
  exit: 1,
  trace: [],
};

/** Hand-made facts: what a test does not state has a plain value. */
export function started(change: Partial<ReplayStarted> = {}): ReplayStarted {
  return {
    kind: "started",
    version: 2,
    topic: "7",
    host: { name: "chain", title: "allora-chain v0.0.9" },
    workers: ["allo1a", "allo1b", "allo1c"],
    inferenceCadence: 10,
    values: { kind: "number" },
    weightCadence: 20,
    start: 100,
    end: 180,
    typicalTruth: null,
    logic: { name: "logic", sha256: "ab".repeat(32) },
    engine: "v8",
    seed: 1,
    ...change,
  };
}

export function set(
  timestamp: number,
  values: readonly number[],
  change: Partial<Omit<SetCommitted, "weights">> & { readonly weights?: readonly number[] } = {},
): SetCommitted {
  const { weights, ...rest } = change;
  return {
    kind: "set",
    timestamp,
    workerIds: Uint32Array.from(values, (_, i) => i),
    values: Float64Array.from(values),
    given: Float64Array.from(values),
    texts: null,
    weights: Float64Array.from(weights ?? values.map(() => Number.NaN)),
    weighted: weights !== undefined,
    leftOut: new Uint32Array(),
    replaced: new Uint32Array(),
    truth: null,
    truthText: null,
    truthAvailableAt: null,
    roundAt: null,
    ...rest,
  };
}

export function round(
  index: number,
  blockTime: number,
  change: Partial<Omit<RoundRan, "weights">> & { readonly weights?: readonly number[] } = {},
): RoundRan {
  const { weights, ...rest } = change;
  return {
    kind: "round",
    index,
    reputer: "allo1reputer",
    stakeShare: 1,
    blockTime,
    windowFrom: 0,
    sets: 0,
    inferences: 0,
    scorable: 0,
    used: null,
    payloadBytes: null,
    status: "committed",
    submitted: true,
    exitCode: 0,
    fuel: null,
    memoryPages: 0,
    failure: null,
    stderr: "",
    notes: [],
    weights: Float64Array.from(weights ?? []),
    others: [],
    ...rest,
  };
}

export function ended(change: Partial<ReplayEnded> = {}): ReplayEnded {
  const rounding = { inferences: 0, worst: 0 };
  const counts = {
    rounds: 0,
    secondRuns: 0,
    otherHosts: [],
    failed: 0,
    sets: 0,
    inferences: 0,
    leftOut: 0,
    withheld: 0,
  };
  return { kind: "ended", ...counts, rounding, ...change };
}
