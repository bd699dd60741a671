import type { BaselineName, LossName } from "../../kinds/score.js";
import { BASELINES } from "../../kinds/score.js";
import type { Evaluation } from "../../metrics/evaluate.js";
import type { JudgedFact } from "../../metrics/judged-fact.js";
import { overallLosses } from "../../metrics/statistics/overall.js";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import type { ReplayPlan } from "../../replay/plan.js";
import type { ReplayOptions } from "../../replay/run.js";
import type { AnsweredSets } from "../../report/verdict-words.js";
import { NO_ANSWERS } from "../answers.js";
import { mostFrequent, type RoundsFailed } from "../most-frequent.js";
import { type LogicRun, runLogic, type TopicRun } from "./logic-run.js";
import { type Moved, movedShares } from "./moved-shares.js";
import { type AgainstBaseline, againstBaseline, race, type Race } from "./race.js";
import { partingCauses, type Parting } from "./parting-cause.js";
import { oracles, type Oracles } from "./regret.js";
import { type Supplements, supplements } from "./supplements.js";

/** A weight logic to compare, with the replay that it runs in. All plans have the same topics and times. */
export interface Contender {
  /** Unique. */
  readonly name: string;
  readonly plan: ReplayPlan;
}

/** What is compared: a weight logic, or a combination that needs no weights. */
export interface Rule {
  readonly name: string;
  readonly kind: "logic" | "baseline";
  /** Of the logic's WASM; null for a baseline. */
  readonly sha256: string | null;
  /** The logic's due runs over all topics, and those that failed; 0 for a baseline. */
  readonly rounds: number;
  readonly failedRounds: number;
  /** The failure that most rounds had; null without any. */
  readonly failure: RoundsFailed | null;
  /** Whether the weights moved and mattered in any topic; null for a baseline, which has none. */
  readonly learnt: boolean | null;
}

export interface CompareOptions extends ReplayOptions {
  readonly measures: SummaryOptions;
  /** Of the bootstrap of the supplements, an unsigned 32-bit integer. */
  readonly seed: number;
  /** Largest number of changes of worker in the regret's comparators. */
  readonly shifts: number;
  /** Name of the rule that others are held against; "equal weights" by default. */
  readonly baseline?: string;
  /** Sees every fact of every logic; logics run side by side. */
  readonly onFact?: (contender: Contender, fact: JudgedFact) => void;
}

/** Rules on the same sets. */
export interface RaceResult {
  readonly race: Race;
  /** Index of the rule that others are held against. */
  readonly baseline: number;
  /** One a rule; null for the baseline. */
  readonly against: readonly (AgainstBaseline | null)[];
  readonly supplements: Supplements | null;
}

export interface TopicComparison extends RaceResult {
  readonly topic: string;
  readonly loss: LossName;
  /** Of the sets that all rules answered; UNIX seconds, ascending. */
  readonly timestamps: Float64Array;
  /** One series a rule. */
  readonly losses: readonly Float64Array[];
  /** What became of the history's answers in the first logic's replay. */
  readonly sets: AnsweredSets;
  readonly workers: readonly string[];
  /** Null where there is nothing to compare with, or too much to keep. */
  readonly oracles: Oracles | null;
  /**
   * Where each logic's weights first differ from the first logic's; null for the first, and where they never do. The cause is looked for
   * where there is one topic.
   */
  readonly divergence: readonly (Parting | null)[];
  /** What each logic gives to others than the first does; null for the first. */
  readonly moved: readonly (({ readonly of: "rewards" | "final weights" } & Moved) | null)[];
}

export interface Comparison {
  /** The logics in the order given, then the baselines that every topic has. */
  readonly rules: readonly Rule[];
  readonly topics: readonly TopicComparison[];
  /** All topics as one series, in units of each topic's mean loss of equal weights; null for one topic. */
  readonly overall:
    (RaceResult & { readonly topics: number; readonly withoutScale: number }) | null;
  /** One a logic: what a replay of it alone shows. */
  readonly evaluations: readonly Evaluation[];
}

const NAMES: Readonly<Record<BaselineName, string>> = {
  equal: "equal weights",
  median: "median",
  logPool: "log pool",
};

/** Names that the baselines have in a comparison. */
export const BASELINE_NAMES: readonly string[] = BASELINES.map((name) => NAMES[name]);

/** Workers that a comparison lists as having gained or lost most. */
const TOP_MOVED = 5;

/**
 * Replays several logics on the same history, side by side, and compares them and the combinations that need no weights on the sets
 * that all of them answered.
 * @throws WeightkitError as {@link runLogic}
 */
export async function compareLogics(
  contenders: readonly Contender[],
  options: CompareOptions,
): Promise<Comparison> {
  const { onFact, seed, shifts, baseline, ...shared } = options;
  const runs = await Promise.all(
    contenders.map(async (contender, i) =>
      runLogic(contender.plan, {
        ...shared,
        keepWorkers: i === 0,
        onFact: (fact) => onFact?.(contender, fact),
      }),
    ),
  );
  const rules = rulesOf(contenders, runs);
  const reference = Math.max(
    0,
    rules.findIndex(({ name }) => name === (baseline ?? NAMES.equal)),
  );
  const rank = (losses: readonly Float64Array[], zeroOne: boolean): RaceResult => ({
    race: race(losses, { zeroOne }),
    baseline: reference,
    against: againstBaseline(losses, reference, { zeroOne }),
    supplements: supplements(losses, reference, seed),
  });
  const compared = (runs[0]?.topics ?? []).map((_, topic) =>
    compareTopic(topic, runs, rules, shifts, rank),
  );
  const topics = await withCauses(compared, contenders, options);
  return {
    rules,
    topics,
    overall: topics.length < 2 ? null : overallOf(rules, topics, rank),
    evaluations: runs.map(({ evaluation }) => evaluation),
  };
}

/** With what makes the logics of a single topic part. Several topics share an economy, and one alone would not be replayed as with them. */
async function withCauses(
  topics: readonly TopicComparison[],
  contenders: readonly Contender[],
  { pool, sources = [] }: CompareOptions,
): Promise<readonly TopicComparison[]> {
  const [topic, more] = topics;
  const [first] = contenders;
  if (topic === undefined || more !== undefined || first === undefined) return topics;
  const partings = contenders.map(({ plan: { logic } }, i) => ({
    logic,
    divergence: topic.divergence[i] ?? null,
  }));
  return [{ ...topic, divergence: await partingCauses(first.plan, partings, { pool, sources }) }];
}

type Rank = (losses: readonly Float64Array[], zeroOne: boolean) => RaceResult;

function rulesOf(contenders: readonly Contender[], runs: readonly LogicRun[]): Rule[] {
  const topics = runs[0]?.topics ?? [];
  const shared = BASELINES.filter((name) =>
    topics.every(({ losses }) => losses.timestamps.length === 0 || losses.losses.has(name)),
  );
  return [
    ...contenders.map(({ name, plan }, i): Rule => {
      const summaries = runs[i]?.evaluation.topics ?? [];
      return {
        ...{ name, kind: "logic", sha256: plan.logic.sha256 },
        rounds: summaries.reduce((sum, { rounds }) => sum + rounds.ran, 0),
        failure: mostFrequent(summaries.flatMap(({ failures }) => failures)),
        failedRounds: summaries.reduce((sum, { rounds }) => sum + rounds.failed, 0),
        learnt: summaries.some(({ verdict }) => verdict.unlearnt === null),
      };
    }),
    ...shared.map((name): Rule => ({
      ...{ name: NAMES[name], kind: "baseline", sha256: null, learnt: null },
      ...{ rounds: 0, failedRounds: 0, failure: null },
    })),
  ];
}

function compareTopic(
  topic: number,
  runs: readonly LogicRun[],
  rules: readonly Rule[],
  shifts: number,
  rank: Rank,
): TopicComparison {
  const own = runs.flatMap(({ topics }) => topics[topic] ?? []);
  const [first] = own;
  if (first === undefined) throw new RangeError("a comparison needs a logic");
  const { started } = first;
  const timestamps = commonTimes(own);
  const logics = own.map((run) => seriesAt(run, "weighted", timestamps));
  const baselines = BASELINES.filter((name) => rules.some((rule) => rule.name === NAMES[name]));
  const losses = [...logics, ...baselines.map((name) => seriesAt(first, name, timestamps))];
  const table = first.workers?.result(timestamps) ?? null;
  return {
    topic: started.topic,
    sets: runs[0]?.evaluation.topics[topic]?.sets ?? NO_ANSWERS,
    loss: started.loss,
    timestamps,
    losses,
    workers: started.workers,
    oracles: table === null ? null : oracles(table, shifts),
    divergence: own.map((run) => {
      const found = run === first ? null : first.trail.divergence(run.trail);
      return found === null ? null : { ...found, cause: null };
    }),
    moved: runs.map((run, i) => (i === 0 ? null : movedOf(topic, runs[0], run))),
    ...rank(losses, started.loss === "zero-one loss"),
  };
}

/** Times of the sets that every logic was judged on. */
function commonTimes(runs: readonly TopicRun[]): Float64Array {
  const [first, ...others] = runs.map(({ losses }) => losses.timestamps);
  const sets = others.map((times) => new Set(times));
  return (first ?? new Float64Array()).filter((time) => sets.every((set) => set.has(time)));
}

function seriesAt(
  { losses: { timestamps, losses } }: TopicRun,
  name: "weighted" | BaselineName,
  wanted: Float64Array,
): Float64Array {
  const series = losses.get(name) ?? new Float64Array();
  if (timestamps.length === wanted.length) return series;
  const at = new Map([...timestamps].map((time, t) => [time, t] as const));
  return wanted.map((time) => series[at.get(time) ?? -1] ?? Number.NaN);
}

function movedOf(
  topic: number,
  from: LogicRun | undefined,
  to: LogicRun,
): TopicComparison["moved"][number] {
  const rewards = [from?.topics[topic]?.rewards, to.topics[topic]?.rewards] as const;
  if (rewards[0] && rewards[1]) {
    const moved = movedShares(rewards[0], rewards[1], TOP_MOVED);
    return moved === null ? null : { of: "rewards", ...moved };
  }
  const [before, after] = [from, to].map(
    (run) =>
      new Map(
        run?.evaluation.topics[topic]?.finalWeights.map(({ worker, share }) => [worker, share]),
      ),
  );
  const moved = movedShares(before ?? new Map(), after ?? new Map(), TOP_MOVED);
  return moved === null ? null : { of: "final weights", ...moved };
}

function overallOf(
  rules: readonly Rule[],
  topics: readonly TopicComparison[],
  rank: Rank,
): Comparison["overall"] {
  const equal = rules.findIndex(({ name }) => name === NAMES.equal);
  const together = rules.map((_, rule) =>
    overallLosses(
      topics.map(({ timestamps, losses }) => ({
        timestamps,
        losses: losses[rule] ?? new Float64Array(),
        reference: losses[equal] ?? new Float64Array(),
      })),
    ),
  );
  const [any] = together;
  return {
    ...rank(
      together.map(({ losses }) => losses),
      false,
    ),
    topics: any?.topics ?? 0,
    withoutScale: any?.withoutScale ?? 0,
  };
}
