import { createHash } from "node:crypto";
import type { TopicHistory } from "../../history/history.js";
import { ABSOLUTE, type LossName } from "../../kinds/score.js";
import { setJudge } from "../../metrics/set-judge.js";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import type { ReplayPlan, TopicPlan } from "../../replay/plan.js";
import { METRIC_VERSION, type CellSource } from "./cell.js";
import { setTimes } from "./history-until.js";
import type { SweepMethod } from "./methods.js";
import type { ScoreOptions } from "./score.js";
import {
  grid,
  latinHypercube,
  randomSets,
  type ParameterSet,
  type SweepParameter,
} from "./space.js";

/** Of one version all plans mean the same cells, in files of the same form. */
export const PLAN_VERSION = 2;

/** All that a sweep's result depends on besides its cells: plain JSON, the same bytes in every shard. */
export interface SweepPlan extends CellSource {
  readonly format: "weightkit.sweep-plan";
  readonly version: number;
  readonly metrics: number;
  readonly logic: { readonly name: string; readonly sha256: string };
  readonly loss: LossName;
  readonly method: SweepMethod;
  readonly parameters: readonly SweepParameter[];
  readonly sets: readonly ParameterSet[];
  readonly score: ScoreOptions;
  /** Of successive halving: up to when each topic's history is looked at, and how many parameter sets go on. Empty for others. */
  readonly rungs: readonly { readonly until: readonly number[]; readonly keep: number }[];
}

export interface SweepRequest {
  readonly method: SweepMethod;
  readonly parameters: readonly SweepParameter[];
  /** Values a parameter on a grid. */
  readonly steps: number;
  /** Parameter sets of the other methods. */
  readonly count: number;
  /** How many seeds, from the plan's on. */
  readonly seeds: number;
  readonly score: Omit<ScoreOptions, "notBefore">;
}

/** Part of the parameter sets that goes on from rung to rung of successive halving: a third. */
const KEEP = 3;
const MAX_RUNGS = 4;

/**
 * Plans a sweep.
 * @param plan Its economy is left out: a sweep judges inferences, not money.
 */
export function sweepPlan(
  plan: ReplayPlan,
  measures: SummaryOptions,
  { method, parameters, steps, count, seeds, score }: SweepRequest,
): SweepPlan {
  const sets =
    method === "grid"
      ? grid(parameters, steps)
      : method === "random"
        ? randomSets(parameters, count, score.seed)
        : latinHypercube(parameters, count, score.seed);
  const rungs = method === "halving" ? rungsOf(plan.topics, sets.length, score.training) : [];
  const last = rungs.at(-1);
  return {
    format: "weightkit.sweep-plan",
    version: PLAN_VERSION,
    metrics: METRIC_VERSION,
    logic: { name: plan.logic.name, sha256: plan.logic.sha256 },
    settings: settingsHash(plan, measures),
    loss: lossOf(plan, measures),
    method,
    parameters,
    sets,
    topics: plan.topics.map((history) => ({ topic: history.topic, sha256: historyHash(history) })),
    seeds: Array.from({ length: seeds }, (_, i) => (plan.seed + i) >>> 0),
    score: { ...score, notBefore: last === undefined ? null : Math.max(...last.until) },
    rungs,
  };
}

/** The replay of each topic. */
export function topicPlans({ topics, perTopic, ...shared }: ReplayPlan): TopicPlan[] {
  return topics.map((history) => {
    const { economy, ...plan } = { ...shared, ...perTopic?.get(history.topic), history };
    const blockSeconds = plan.blockSeconds ?? economy?.blockSeconds;
    return { ...plan, ...(blockSeconds === undefined ? {} : { blockSeconds }) };
  });
}

/** Rungs look at thirds of thirds of what comes before the first test, so that nothing tested decides who takes part. */
function rungsOf(
  topics: readonly TopicHistory[],
  sets: number,
  training: number,
): SweepPlan["rungs"] {
  const rungs = Math.min(MAX_RUNGS, Math.floor(Math.log(sets) / Math.log(KEEP) + 1e-9));
  return Array.from({ length: rungs }, (_, rung) => ({
    until: topics.map((topic) => {
      const times = setTimes(topic);
      const trained = Math.ceil(times.length * training);
      const seen = Math.max(1, Math.floor(trained / KEEP ** (rungs - 1 - rung)));
      return times[seen - 1] ?? 0;
    }),
    keep: Math.max(1, Math.ceil(sets / KEEP ** (rung + 1))),
  }));
}

function lossOf({ values }: ReplayPlan, { lossScale = "absolute" }: SummaryOptions): LossName {
  return setJudge(values, { ...ABSOLUTE, scale: lossScale }).loss;
}

/** Of all that is not the logic, the history, the seed or money. */
function settingsHash(plan: ReplayPlan, measures: SummaryOptions): string {
  const own = [...(plan.perTopic ?? [])].map(([topic, settings]) => ({
    topic,
    ...settings,
    logic: settings.logic?.sha256 ?? null,
  }));
  const blockSeconds = plan.blockSeconds ?? plan.economy?.blockSeconds ?? null;
  const others = { topics: null, logic: null, seed: null, economy: null, perTopic: own };
  const text = JSON.stringify({ ...plan, ...others, blockSeconds, measures }, (_, value: unknown) =>
    plainValue(value),
  );
  return createHash("sha256").update(text).digest("hex");
}

/** What JSON alone would lose: it has no word for big integers, and writes every map and set as {}. */
function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

function historyHash({ inferences, truth }: TopicHistory): string {
  const hash = createHash("sha256");
  const add = (column: Float64Array | Uint32Array): void => {
    hash.update(`${column.length} `);
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  };
  add(inferences.timestamps.subarray(0, inferences.length));
  add(inferences.workerIds.subarray(0, inferences.length));
  add(inferences.values.subarray(0, inferences.length));
  if (inferences.messages !== undefined) add(inferences.messages);
  add(truth.timestamps.subarray(0, truth.length));
  add(truth.values.subarray(0, truth.length));
  add(truth.availableAt.subarray(0, truth.length));
  const texts = [inferences.texts, truth.texts, inferences.workers, inferences.attachments ?? null];
  return hash.update(JSON.stringify(texts)).digest("hex");
}
