import { skillScore } from "../statistics/skill.js";
import { type BootstrapInterval, bootstrapSkill } from "../statistics/bootstrap.js";
import { Column } from "../../numbers/column.js";
import {
  automaticLags,
  type DieboldMariano,
  dieboldMariano,
} from "../statistics/diebold-mariano.js";
import {
  COMBINATIONS,
  type CombinationName,
  type LossName,
  type Score,
} from "../../kinds/score.js";
import type { Combined } from "../judged-set.js";
import { Sum } from "../../numbers/sum.js";
import { type Proportion, proportion } from "../statistics/wilson.js";

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
  /** How often it called which way the truth went from that newest known one. */
  readonly direction: Proportion | null;
  /** How often the class called was the one that came. */
  readonly hits: Proportion | null;
  /** Mean Brier score: of probabilities, of distributions, and of the shares of a vote. */
  readonly brier: number | null;
  /** Mean logarithmic score of probabilities and distributions; probabilities below 1e-6 count as that. */
  readonly logScore: number | null;
}

/** The weighted combination against a baseline on the same sets. */
export interface Comparison {
  /** 1 - loss / baseline's loss: the part of the baseline's loss that is gone. */
  readonly skill: number | null;
  /** 95 % circular block bootstrap interval of the skill. */
  readonly interval: BootstrapInterval | null;
  /** Diebold-Mariano on losses, Bartlett kernel, lags by rule of thumb. */
  readonly test: DieboldMariano | null;
}

/** What could be said without any worker, on the sets in which it could. */
export interface NaiveInference {
  /** Mean loss. */
  readonly loss: number;
  /** Mean loss of the weighted combination on the same sets. */
  readonly weighted: number;
  readonly sets: number;
}

/** More sets than this are not resampled: their interval would be a hair's breadth, at the price of seconds. */
const MAX_RESAMPLED = 2_000_000;

class Hits {
  #hits = 0;
  #trials = 0;

  add(hit: boolean | null): void {
    if (hit === null) return;
    this.#trials += 1;
    if (hit) this.#hits += 1;
  }

  result(): Proportion | null {
    return proportion(this.#hits, this.#trials);
  }
}

class Measures {
  readonly loss = new Sum();
  readonly #squared = new Sum();
  readonly #signed = new Sum();
  readonly #brier = new Sum();
  readonly #logScore = new Sum();
  /** Losses of the sets that have a naive inference. */
  readonly besideNaive = new Sum();
  readonly #direction = new Hits();
  readonly #hits = new Hits();

  add({ loss, error, brier, logScore, direction, hit }: Score, hasNaive: boolean): void {
    this.loss.add(loss);
    if (hasNaive) this.besideNaive.add(loss);
    if (error !== null) {
      this.#signed.add(error);
      this.#squared.add(error * error);
    }
    if (brier !== null) this.#brier.add(brier);
    if (logScore !== null) this.#logScore.add(logScore);
    this.#direction.add(direction);
    this.#hits.add(hit);
  }

  /** @param numbers Whether losses are absolute errors. @param naive Losses of the naive inference. */
  result(numbers: boolean, naive: Sum): Accuracy {
    const squared = this.#squared.mean;
    const [beside, scale] = [this.besideNaive.mean, naive.mean];
    const scaled = numbers && beside !== null && scale !== null && scale !== 0;
    return {
      mae: numbers ? this.loss.mean : null,
      rmse: numbers && squared !== null ? Math.sqrt(squared) : null,
      bias: this.#signed.mean,
      mase: scaled ? beside / scale : null,
      direction: this.#direction.result(),
      hits: this.#hits.result(),
      brier: this.#brier.mean,
      logScore: this.#logScore.mean,
    };
  }
}

/** Equal weights, and the other baseline that some kinds of values have. */
export type Baseline = "equal" | "median";

/** Adds up how accurate combinations are. Memory: 24 bytes a set. */
export class AccuracyFold {
  readonly #measures = new Map<CombinationName, Measures>();
  readonly #naive = new Sum();
  readonly #series = { weighted: new Column(), equal: new Column(), median: new Column() };

  constructor(private readonly loss: LossName) {}

  /** One compared set: its combinations have scores. */
  add(
    combined: Readonly<Partial<Record<CombinationName, Combined>>>,
    naiveLoss: number | null,
  ): void {
    for (const name of COMBINATIONS) {
      const score = combined[name]?.score ?? null;
      if (score === null) continue;
      let measures = this.#measures.get(name);
      if (measures === undefined) this.#measures.set(name, (measures = new Measures()));
      measures.add(score, naiveLoss !== null);
      if (name === "weighted" || name === "equal" || name === "median") {
        this.#series[name].push(score.loss);
      }
    }
    if (naiveLoss !== null) this.#naive.add(naiveLoss);
  }

  /** Mean losses. */
  losses(): Record<CombinationName, number | null> {
    return byName((name) => this.#measures.get(name)?.loss.mean ?? null);
  }

  accuracy(): Record<CombinationName, Accuracy | null> {
    const numbers = this.loss === "absolute error";
    return byName((name) => this.#measures.get(name)?.result(numbers, this.#naive) ?? null);
  }

  /** The naive inference, or null when no set had one. */
  naive(): NaiveInference | null {
    const loss = this.#naive.mean;
    const weighted = this.#measures.get("weighted")?.besideNaive.mean ?? null;
    if (loss === null || weighted === null) return null;
    return { loss, weighted, sets: this.#naive.count };
  }

  /**
   * @param horizon How many sets ahead an inference looks.
   * @param seed Of the bootstrap.
   * @returns null when the kind of values has no such baseline.
   */
  against(baseline: "equal", horizon: number, seed: number): Comparison;
  against(baseline: Baseline, horizon: number, seed: number): Comparison | null;
  against(baseline: Baseline, horizon: number, seed: number): Comparison | null {
    const own = this.#series.weighted.values();
    const other = this.#series[baseline].values();
    if (other.length < own.length) return null;
    const losses = this.losses();
    return {
      skill: skillScore(losses.weighted, losses[baseline]),
      interval: own.length > MAX_RESAMPLED ? null : bootstrapSkill(own, other, { seed }),
      test: dieboldMariano(own, other, {
        horizon,
        kernel: "bartlett",
        lags: automaticLags(own.length, horizon),
      }),
    };
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
  };
}
