import { type Combination, COMBINATIONS, type CombinationName } from "./combination.js";
import { type BootstrapInterval, bootstrapSkill } from "./bootstrap.js";
import { Column } from "./column.js";
import { skillScore } from "./accuracy.js";
import { automaticLags, type DieboldMariano, dieboldMariano } from "./diebold-mariano.js";
import type { DirectionalAccuracy } from "./direction.js";
import { Sum } from "./sum.js";
import { wilsonInterval } from "./wilson.js";

/** How accurate one way of combining was, on the compared sets. Null where there was nothing to measure it on. */
export interface Accuracy {
  /** In the unit of the values. */
  readonly mae: number | null;
  readonly rmse: number | null;
  /** Mean of combination minus truth: positive is too high. */
  readonly bias: number | null;
  /** MAE divided by that of the naive forecast (the newest truth known when the set was made), where there is one. */
  readonly mase: number | null;
  /** How often it called which way the truth went from that newest known one. */
  readonly direction: DirectionalAccuracy | null;
}

/** The weighted combination against a baseline on the same sets. */
export interface Comparison {
  /** 1 - MAE / baseline's MAE: the part of the baseline's error that is gone. */
  readonly skill: number | null;
  /** 95 % circular block bootstrap interval of the skill. */
  readonly interval: BootstrapInterval | null;
  /** Diebold-Mariano on absolute errors, Bartlett kernel, lags by rule of thumb. */
  readonly test: DieboldMariano | null;
}

/** More sets than this are not resampled: their interval would be a hair's breadth, at the price of seconds. */
const MOST_RESAMPLED = 2_000_000;

class Errors {
  readonly absolute = new Sum();
  readonly squared = new Sum();
  readonly signed = new Sum();
  /** Absolute errors of the sets that have a naive forecast. */
  readonly besideNaive = new Sum();
  hits = 0;
  trials = 0;

  add(forecast: number, truth: number, known: number | null): void {
    const error = forecast - truth;
    this.absolute.add(Math.abs(error));
    this.squared.add(error * error);
    this.signed.add(error);
    if (known === null) return;
    this.besideNaive.add(Math.abs(error));
    if (truth === known) return;
    this.trials += 1;
    if (Math.sign(forecast - known) === Math.sign(truth - known)) this.hits += 1;
  }

  result(naive: Sum): Accuracy {
    const { hits, trials } = this;
    const squared = this.squared.mean;
    const [beside, scale] = [this.besideNaive.mean, naive.mean];
    return {
      mae: this.absolute.mean,
      rmse: squared === null ? null : Math.sqrt(squared),
      bias: this.signed.mean,
      mase: beside === null || scale === null || scale === 0 ? null : beside / scale,
      direction:
        trials === 0
          ? null
          : { hits, trials, share: hits / trials, interval: wilsonInterval(hits, trials) },
    };
  }
}

/** Adds up how accurate combinations are. Memory: 24 bytes a set. */
export class AccuracyFold {
  readonly #errors = {
    weighted: new Errors(),
    weightedMedian: new Errors(),
    mean: new Errors(),
    median: new Errors(),
  };
  readonly #naive = new Sum();
  readonly #series = { weighted: new Column(), mean: new Column(), median: new Column() };

  /** @param known The newest truth known when the set was made, or null. */
  add(combination: Combination, truth: number, known: number | null): void {
    for (const name of COMBINATIONS) this.#errors[name].add(combination[name], truth, known);
    if (known !== null) this.#naive.add(Math.abs(known - truth));
    this.#series.weighted.push(Math.abs(combination.weighted - truth));
    this.#series.mean.push(Math.abs(combination.mean - truth));
    this.#series.median.push(Math.abs(combination.median - truth));
  }

  accuracy(): Record<CombinationName, Accuracy> {
    const of = (name: CombinationName): Accuracy => this.#errors[name].result(this.#naive);
    return {
      weighted: of("weighted"),
      weightedMedian: of("weightedMedian"),
      mean: of("mean"),
      median: of("median"),
    };
  }

  /** Mean absolute error of the naive forecast, or null when no set had one. */
  naive(): number | null {
    return this.#naive.mean;
  }

  /** @param horizon How many sets ahead an inference looks. @param seed Of the bootstrap. */
  against(baseline: "mean" | "median", horizon: number, seed: number): Comparison {
    const own = this.#series.weighted.values();
    const other = this.#series[baseline].values();
    const errors = this.#errors;
    return {
      skill: skillScore(errors.weighted.absolute.mean, errors[baseline].absolute.mean),
      interval: own.length > MOST_RESAMPLED ? null : bootstrapSkill(own, other, { seed }),
      test: dieboldMariano(own, other, {
        horizon,
        kernel: "bartlett",
        lags: automaticLags(own.length, horizon),
      }),
    };
  }
}
