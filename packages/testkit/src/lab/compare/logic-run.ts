import type { CombinationLosses } from "../../metrics/folds/accuracy-fold.js";
import { type Evaluation, Evaluator } from "../../metrics/evaluate.js";
import type { JudgedFact, JudgedStart } from "../../metrics/judged-fact.js";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import { replay, type ReplayOptions } from "../../replay/run.js";
import type { ReplayPlan } from "../../replay/plan.js";
import { WeightTrail } from "./weight-trail.js";
import { WorkerLossTable } from "./worker-losses.js";

/** What a comparison keeps of one topic's replay under one logic. */
export interface TopicRun {
  readonly started: JudgedStart;
  readonly losses: CombinationLosses;
  readonly trail: WeightTrail;
  /** Null when it was not asked for: it is the same for every logic. */
  readonly workers: WorkerLossTable | null;
  /** Rewards by worker, as doubles; null where no epoch paid anything. */
  readonly rewards: ReadonlyMap<string, number> | null;
}

export interface LogicRun {
  readonly evaluation: Evaluation;
  readonly topics: readonly TopicRun[];
}

export interface LogicRunOptions extends ReplayOptions {
  readonly measures: SummaryOptions;
  /** Whether to keep what every worker lost. */
  readonly keepWorkers: boolean;
  readonly onFact: (fact: JudgedFact) => void;
}

interface Keeping {
  readonly started: JudgedStart;
  readonly trail: WeightTrail;
  readonly workers: WorkerLossTable | null;
  readonly rewards: Map<string, number>;
}

/** Replays one logic and keeps what a comparison needs. */
export async function runLogic(plan: ReplayPlan, options: LogicRunOptions): Promise<LogicRun> {
  const { measures, keepWorkers, onFact, ...run } = options;
  const evaluator = new Evaluator(measures);
  const kept: Keeping[] = [];
  for await (const given of replay(plan, run)) {
    const fact = evaluator.add(given);
    onFact(fact);
    if (fact.kind === "started") kept.push(keeping(fact, keepWorkers));
    const topic = kept.at(-1);
    if (topic === undefined) continue;
    if (fact.kind === "round" || fact.kind === "second") topic.trail.add(fact);
    if (fact.kind === "set") topic.workers?.add(fact);
    if (fact.kind === "rewards") addRewards(topic, fact.workerRewards);
  }
  const losses = evaluator.losses();
  return {
    evaluation: evaluator.result(),
    topics: kept.flatMap(({ rewards, ...topic }, i) => {
      const own = losses[i];
      if (own === undefined) return [];
      return [{ ...topic, losses: own, rewards: rewards.size === 0 ? null : rewards }];
    }),
  };
}

function keeping(started: JudgedStart, keepWorkers: boolean): Keeping {
  const linear = started.loss === "absolute error" || started.loss === "relative error";
  return {
    started,
    trail: new WeightTrail(),
    workers: keepWorkers ? new WorkerLossTable(started.workers.length, linear) : null,
    rewards: new Map(),
  };
}

function addRewards({ started, rewards }: Keeping, amounts: readonly bigint[]): void {
  for (const [id, amount] of amounts.entries()) {
    const worker = started.workers[id];
    if (worker !== undefined) rewards.set(worker, (rewards.get(worker) ?? 0) + Number(amount));
  }
}
