import { InferenceSet } from "./inference-set";
import { Losses } from "./losses";
import { median } from "./math/median";
import {
  checkCategoricalLog,
  checkInterval,
  checkLog,
  checkNaive,
  checkPinball,
  checkQuantiles,
  positive,
} from "./scoring/checks";
import { Packing } from "./scoring/packing";
import {
  categoricalBrier as categoricalBrierLoss,
  categoricalLog as categoricalLogLoss,
  interval as intervalLoss,
  quantiles as quantileLoss,
  rankedProbability as rankedLoss,
} from "./scoring/distribution";
import * as point from "./scoring/point";
import { brier as brierLoss, logarithmic } from "./scoring/probability";
import { mistake } from "./trap";
import { Truth } from "./truth/truth";

/**
 * How far inferences are from the truth: a loss for each worker in a set, at least 0 and always finite (the largest double where it would
 * overflow). An empty set, when there is nothing to score yet, gives no losses. For any other, the truth must be known (`Truth.isKnown`), or
 * the run ends; so it does for a parameter out of range.
 *
 * A loss is proper for a quantity when a worker expects to lose least by answering what it believes that quantity to be. So the loss decides
 * what workers answer: the mean under `squared`, the median under `absolute`, a quantile under `pinball`. `LossOf` has each loss for a single inference.
 */
export namespace Loss {
  /**
   * A custom loss for each worker in the set. A rule that returns NaN, or less than 0, ends the run.
   * @param rule (inference, truth, parameter) => loss: at least 0, never NaN. A plain function: AssemblyScript has no closures
   * @param parameter passed to the rule, e.g. a scale
   */
  export function by(
    set: InferenceSet,
    truth: Truth,
    rule: (inference: f64, truth: f64, parameter: f64) => f64,
    parameter: f64,
  ): Losses {
    const losses = new Losses(set.workers);
    if (set.length == 0) return losses;
    const actual = truth.of(set);
    for (let i = 0; i < set.length; i++) {
      const loss = rule(set.value(i), actual, parameter);
      if (!(loss >= 0)) mistake("Loss.by: loss below 0 or NaN");
      losses.set(set.worker(i), min(loss, f64.MAX_VALUE));
    }
    return losses;
  }

  /** Absolute error, |inference - truth|, for each worker in the set. Proper for the median. */
  export function absolute(set: InferenceSet, truth: Truth): Losses {
    return by(set, truth, point.absoluteError, 0);
  }

  /** Squared error, (inference - truth)^2. Proper for the mean; one outlier outweighs many small errors. */
  export function squared(set: InferenceSet, truth: Truth): Losses {
    return by(set, truth, point.squaredError, 0);
  }

  /**
   * ln cosh(e) for e = (inference - truth) / scale: close to e^2 / 2 for small errors and to |e| - ln 2 for large ones.
   * @param scale the error around which one turns into the other, in the inferences' unit: above 0
   */
  export function logCosh(set: InferenceSet, truth: Truth, scale: f64): Losses {
    positive(scale);
    return by(set, truth, point.logCosh, scale);
  }

  /**
   * Huber loss: e^2 / 2 up to `delta`, delta * (e - delta / 2) beyond, for e = |inference - truth| (Huber 1964). Outliers count
   * linearly, not squared.
   * @param delta above 0, in the inferences' unit
   */
  export function huber(set: InferenceSet, truth: Truth, delta: f64): Losses {
    positive(delta);
    return by(set, truth, point.huber, delta);
  }

  /**
   * Pinball loss: level * (truth - inference) when too low, (1 - level) * (inference - truth) when too high (Koenker & Bassett 1978).
   * Proper for the quantile at `level`.
   * @param level between 0 and 1; 0.9 asks for the value that nine of ten truths stay below
   */
  export function pinball(set: InferenceSet, truth: Truth, level: f64): Losses {
    checkPinball(level);
    return by(set, truth, point.pinball, level);
  }

  /**
   * Absolute percentage error, |inference - truth| / max(|truth|, least), as a fraction: 0.1 is 10 %. Without the floor, a truth near 0
   * would outweigh all others. Favours inferences that are too low (Hyndman & Koehler 2006, section 2.2).
   * @param least the smallest truth to divide by: above 0, in the inferences' unit
   */
  export function absolutePercentage(set: InferenceSet, truth: Truth, least: f64): Losses {
    positive(least);
    return by(set, truth, point.absolutePercentage, least);
  }

  /**
   * Symmetric percentage error, 2 |inference - truth| / (|inference| + |truth|): 0 to 2; 0 when both are 0 (Makridakis 1993). When only one
   * is 0, it is 2 whatever the other, so do not use it for values around 0.
   */
  export function symmetricPercentage(set: InferenceSet, truth: Truth): Losses {
    return by(set, truth, point.symmetricPercentage, 0);
  }

  /**
   * Absolute error relative to the naive forecast's: |inference - truth| / naive, above 1 for worse than naive (Hyndman & Koehler 2006).
   * When `naive` is 0 (the truth never moved, or too little is known), the plain absolute error.
   * @param naive mean absolute error of the naive forecast, at least 0: see `naiveError`
   */
  export function scaled(set: InferenceSet, truth: Truth, naive: f64): Losses {
    checkNaive(naive);
    return by(set, truth, point.scaledError, naive);
  }

  /**
   * Logarithmic loss of a normal distribution around the inference, without its constant: ((inference - truth) / deviation)^2 / 2. For
   * `Weights.bayes`.
   * @param deviation standard deviation of a good worker's error, in the inferences' unit: above 0
   */
  export function gaussian(set: InferenceSet, truth: Truth, deviation: f64): Losses {
    positive(deviation);
    return by(set, truth, point.gaussian, deviation);
  }

  /**
   * Brier score, (probability - truth)^2, for a truth of 0 or 1: 0 to 1, half of Brier's sum over both outcomes (Brier 1950). Strictly
   * proper. The inferences must be probabilities: see `Values.probabilities`. Any other truth ends the run.
   */
  export function brier(set: InferenceSet, truth: Truth): Losses {
    return by(set, truth, brierLoss, 0);
  }

  /**
   * Logarithmic score, -ln of the probability given to the true outcome (Good 1952), which is clipped to lie between `epsilon` and 1 -
   * `epsilon`; for a truth of 0 or 1. Strictly proper between these bounds. The inferences must be probabilities: see `Values.probabilities`.
   * Any other truth ends the run.
   * @param epsilon above 0, below 0.5: with 0.01 the most confident wrong answer costs 4.6, with 0.001 it costs 6.9
   */
  export function log(set: InferenceSet, truth: Truth, epsilon: f64): Losses {
    checkLog(epsilon);
    return by(set, truth, logarithmic, epsilon);
  }

  /** Zero-one loss: 0 for the right class, 1 for any other. Proper for the most likely class; see `Values.labels`. */
  export function zeroOne(set: InferenceSet, truth: Truth): Losses {
    return by(set, truth, point.zeroOne, 0);
  }

  /**
   * Brier score of a distribution, sum over classes of (p_k - o_k)^2 with o_k 1 for the class that occurred and 0 for the others (Brier 1950): 0
   * to 2, twice that of `brier` for two classes. Strictly proper; no wrong class counts as nearer than another. The truth is the number of a
   * class, from 0, or the run ends; a distribution is scaled to sum to 1. See `Values.distributions` and `Distributions`.
   * @param packing one part for each class
   */
  export function categoricalBrier(set: InferenceSet, truth: Truth, packing: Packing): Losses {
    const losses = new Losses(set.workers);
    if (set.length == 0) return losses;
    const actual = truth.of(set);
    for (let i = 0; i < set.length; i++)
      losses.set(set.worker(i), categoricalBrierLoss(set.value(i), actual, packing));
    return losses;
  }

  /**
   * Logarithmic score of a distribution, -ln of the probability given to the class that occurred (Good 1952): the cross-entropy. Probabilities
   * below `epsilon` are raised to it and all are scaled to sum to 1, so that one event called impossible does not decide everything: at most
   * ln(1 / epsilon + classes - 1). Strictly proper while every class is at least that likely. For `Weights.bayes`. The truth is the number of
   * a class, from 0, or the run ends. See `Values.distributions` and `Distributions`.
   * @param packing one part for each class
   * @param epsilon above 0, below 1 / classes
   */
  export function categoricalLog(
    set: InferenceSet,
    truth: Truth,
    packing: Packing,
    epsilon: f64,
  ): Losses {
    checkCategoricalLog(packing, epsilon);
    const losses = new Losses(set.workers);
    if (set.length == 0) return losses;
    const actual = truth.of(set);
    for (let i = 0; i < set.length; i++)
      losses.set(set.worker(i), categoricalLogLoss(set.value(i), actual, packing, epsilon));
    return losses;
  }

  /**
   * Ranked probability score: sum over k of (F_k - O_k)^2 / (classes - 1), with F_k what the inference gives to the classes up to k and O_k 1
   * from the true class on (Epstein 1969, Murphy 1971): 0 to 1; strictly proper; near misses cost less, so the classes must have an order. See
   * `Values.distributions` and `Distributions`. The truth is the number of a class, from 0, or the run ends; a distribution is scaled to sum to 1.
   * @param packing one part for each class
   */
  export function rankedProbability(set: InferenceSet, truth: Truth, packing: Packing): Losses {
    const losses = new Losses(set.workers);
    if (set.length == 0) return losses;
    const actual = truth.of(set);
    for (let i = 0; i < set.length; i++)
      losses.set(set.worker(i), rankedLoss(set.value(i), actual, packing));
    return losses;
  }

  /**
   * Interval score (Winkler 1972; Gneiting & Raftery 2007, equation 43): width + 2 / (1 - level) * how far the truth lies outside, in the
   * inferences' unit. Proper for the central interval at `level`. See `Values.intervals`.
   * @param packing two parts: low and high
   * @param level the share of truths that should fall inside: between 0 and 1
   */
  export function interval(set: InferenceSet, truth: Truth, packing: Packing, level: f64): Losses {
    checkInterval(packing, level);
    const losses = new Losses(set.workers);
    if (set.length == 0) return losses;
    const actual = truth.of(set);
    for (let i = 0; i < set.length; i++)
      losses.set(set.worker(i), intervalLoss(set.value(i), actual, packing, level));
    return losses;
  }

  /**
   * Continuous ranked probability score from quantiles: twice their mean pinball loss (Laio & Tamea 2007; Gneiting & Ranjan 2011), in the
   * inferences' unit. Proper for the quantiles; approaches the CRPS with many evenly spaced levels. See `Values.packed`.
   * @param packing one part for each quantile
   * @param levels of the quantiles, each between 0 and 1: e.g. [0.1, 0.3, 0.5, 0.7, 0.9]
   */
  export function quantiles(
    set: InferenceSet,
    truth: Truth,
    packing: Packing,
    levels: StaticArray<f64>,
  ): Losses {
    checkQuantiles(packing, levels);
    const losses = new Losses(set.workers);
    if (set.length == 0) return losses;
    const actual = truth.of(set);
    for (let i = 0; i < set.length; i++)
      losses.set(set.worker(i), quantileLoss(set.value(i), actual, packing, levels));
    return losses;
  }

  /**
   * Squared distance from the set's own median, for topics without truth. A lone worker gets 0, and so does everybody when all agree. See
   * `Weights.medianDistance`.
   */
  export function fromMedian(set: InferenceSet): Losses {
    const losses = new Losses(set.workers);
    const values = new StaticArray<f64>(set.length);
    for (let i = 0; i < set.length; i++) unchecked((values[i] = set.value(i)));
    const middle = median(values);
    for (let i = 0; i < set.length; i++)
      losses.set(set.worker(i), point.squaredError(set.value(i), middle, 0));
    return losses;
  }
}
