import {
  BASELINES,
  type BaselineName,
  COMBINATIONS,
  type CombinationName,
  type LossName,
  type Score,
} from "../../kinds/score.js";
import { Column } from "../../numbers/column.js";
import { Sum } from "../../numbers/sum.js";
import type { Combined } from "../judged-set.js";
import {
  type DependentProportion,
  dependentProportion,
} from "../statistics/dependent-proportion.js";
import type { TopicLosses } from "../statistics/overall.js";
import { type Comparison, compareAll, compareLosses } from "./comparison.js";

/** How accurate one way of combining was, on the compared sets. Null where the kind of values has no such measure. */
export interface Accuracy {
  /** Mean absolute error of numbers, in their unit. */
  readonly mae: number | null;
  /** Of numbers, in their unit. */
  readonly rmse: number | null;
  /** Mean of combination minus truth, of numbers and probabilities: positive is too high. */
  readonly bias: number | null;
  /** MAE divided by that of the naive inference (the newest truth known when the set was made), on the sets that have one. */
  readonly mase: number | null;
  /** How often it called the direction of the truth's change from that newest known one. */
  readonly direction: DependentProportion | null;
  /** How often the class called was the true one. */
  readonly hits: DependentProportion | null;
  /** Mean Brier score: of probabilities, of distributions, and of the shares of a vote. */
  readonly brier: number | null;
  /** Mean logarithmic score of probabilities and distributions; probabilities below 1e-6 count as that. */
  readonly logScore: number | null;
}

/** What could be inferred without any worker, on the sets in which it could. */
export interface NaiveInference {
  /** Mean loss. */
  readonly loss: number;
  /** Mean loss of the weighted combination on the same sets. */
  readonly weighted: number;
  readonly sets: number;
}

/** The weighted combination against others of the same sets; null where the kind of values has no such combination. */
export type Against = Readonly<Record<BaselineName | "members", Comparison | null>>;

/** Losses of one topic's compared sets, by combination. */
export interface CombinationLosses {
  /** UNIX seconds, ascending, one a set. */
  readonly timestamps: Float64Array;
  readonly losses: ReadonlyMap<CombinationName, Float64Array>;
}

class Measures {
  readonly losses = new Column();
  readonly #loss = new Sum();
  readonly #absolute = new Sum();
  readonly #squared = new Sum();
  readonly #signed = new Sum();
  readonly #brier = new Sum();
  readonly #logScore = new Sum();
  /** Losses of the sets that have a naive inference. */
  readonly lossWithNaive = new Sum();
  readonly #direction = new Column();
  readonly #hits = new Column();

  add({ loss, error, brier, logScore, direction, hit }: Score, hasNaive: boolean): void {
    this.losses.push(loss);
    this.#loss.add(loss);
    if (hasNaive) this.lossWithNaive.add(loss);
    if (error !== null) {
      this.#signed.add(error);
      this.#absolute.add(Math.abs(error));
      this.#squared.add(error * error);
    }
    if (brier !== null) this.#brier.add(brier);
    if (logScore !== null) this.#logScore.add(logScore);
    if (direction !== null) this.#direction.push(direction ? 1 : 0);
    if (hit !== null) this.#hits.push(hit ? 1 : 0);
  }

  get meanLoss(): number | null {
    return this.#loss.mean;
  }

  /** @param numbers Whether values are numbers. @param naive Losses of the naive inference. */
  result(numbers: boolean, naive: Sum): Accuracy {
    const squared = this.#squared.mean;
    const [own, scale] = [this.lossWithNaive.mean, naive.mean];
    const scaled = numbers && own !== null && scale !== null && scale !== 0;
    return {
      mae: numbers ? this.#absolute.mean : null,
      rmse: numbers && squared !== null ? Math.sqrt(squared) : null,
      bias: this.#signed.mean,
      mase: scaled ? own / scale : null,
      direction: dependentProportion(this.#direction.values()),
      hits: dependentProportion(this.#hits.values()),
      brier: this.#brier.mean,
      logScore: this.#logScore.mean,
    };
  }
}

const OF_NUMBERS: ReadonlySet<LossName> = new Set([
  "absolute error",
  "relative error",
  "log error",
]);

/** Adds up how accurate combinations are. Memory: 8 bytes a set for every combination, and 8 for its time. */
export class AccuracyFold {
  readonly #loss: LossName;

  readonly #measures = new Map<CombinationName, Measures>();
  readonly #naive = new Sum();
  readonly #timestamps = new Column();

  constructor(loss: LossName) {
    this.#loss = loss;
  }

  /** One compared set: its combinations have scores. */
  add(
    timestamp: number,
    combined: Readonly<Partial<Record<CombinationName, Combined>>>,
    naiveLoss: number | null,
  ): void {
    this.#timestamps.push(timestamp);
    for (const name of COMBINATIONS) {
      const score = combined[name]?.score ?? null;
      if (score === null) continue;
      let measures = this.#measures.get(name);
      if (measures === undefined) this.#measures.set(name, (measures = new Measures()));
      measures.add(score, naiveLoss !== null);
    }
    if (naiveLoss !== null) this.#naive.add(naiveLoss);
  }

  /** Mean losses. */
  losses(): Record<CombinationName, number | null> {
    return byName((name) => this.#measures.get(name)?.meanLoss ?? null);
  }

  accuracy(): Record<CombinationName, Accuracy | null> {
    const numbers = OF_NUMBERS.has(this.#loss);
    return byName((name) => this.#measures.get(name)?.result(numbers, this.#naive) ?? null);
  }

  /** The naive inference, or null when no set had one. */
  naive(): NaiveInference | null {
    const loss = this.#naive.mean;
    const weighted = this.#measures.get("weighted")?.lossWithNaive.mean ?? null;
    if (loss === null || weighted === null) return null;
    return { loss, weighted, sets: this.#naive.count };
  }

  /** Losses by set, of the weighted combination and of equal weights. */
  series(): TopicLosses {
    const timestamps = this.#timestamps.values();
    return { timestamps, losses: this.#series("weighted"), reference: this.#series("equal") };
  }

  /** Losses by set of every combination that the kind of values has. */
  byCombination(): CombinationLosses {
    const losses = COMBINATIONS.filter((name) => this.#measures.has(name)).map(
      (name) => [name, this.#series(name)] as const,
    );
    return { timestamps: this.#timestamps.values(), losses: new Map(losses) };
  }

  /** @param horizon How many sets ahead an inference looks. */
  against(horizon: number): Against {
    const own = this.#series("weighted");
    const options = { zeroOne: this.#loss === "zero-one loss", horizon };
    const present = BASELINES.filter((name) => this.#measures.has(name));
    const compared = compareAll(
      own,
      present.map((name) => this.#series(name)),
      options,
    );
    const of = (name: BaselineName): Comparison | null => compared[present.indexOf(name)] ?? null;
    return {
      equal: of("equal"),
      median: of("median"),
      logPool: of("logPool"),
      members: own.length === 0 ? null : compareLosses(own, this.#series("members"), options),
    };
  }

  #series(name: CombinationName): Float64Array {
    return this.#measures.get(name)?.losses.values() ?? new Float64Array();
  }
}

function byName<T>(of: (name: CombinationName) => T): Record<CombinationName, T> {
  return {
    weighted: of("weighted"),
    weightedMedian: of("weightedMedian"),
    weightedLogPool: of("weightedLogPool"),
    equal: of("equal"),
    median: of("median"),
    logPool: of("logPool"),
    members: of("members"),
  };
}
