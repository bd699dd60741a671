import {
  checkCategoricalLog,
  checkInterval,
  checkLog,
  checkNaive,
  checkPinball,
  checkQuantiles,
  positive,
} from "./scoring/checks";
import * as packed from "./scoring/distribution";
import { Packing } from "./scoring/packing";
import * as point from "./scoring/point";
import * as chance from "./scoring/probability";

/**
 * The losses of `Loss` for one inference and one truth, without a round: for logic that `weightkit serve` runs for reputers, and for
 * rules of `Loss.by`. The same numbers give the same loss as there: at least 0, always finite. A parameter out of range ends the run.
 */
export namespace LossOf {
  /** |inference - truth|. See `Loss.absolute`. */
  export function absolute(inference: f64, truth: f64): f64 {
    return point.absoluteError(inference, truth, 0);
  }

  /** (inference - truth)^2. See `Loss.squared`. */
  export function squared(inference: f64, truth: f64): f64 {
    return point.squaredError(inference, truth, 0);
  }

  /** See `Loss.logCosh`. @param scale above 0 */
  export function logCosh(inference: f64, truth: f64, scale: f64): f64 {
    positive(scale);
    return point.logCosh(inference, truth, scale);
  }

  /** See `Loss.huber`. @param delta above 0, in the inferences' unit */
  export function huber(inference: f64, truth: f64, delta: f64): f64 {
    positive(delta);
    return point.huber(inference, truth, delta);
  }

  /** See `Loss.pinball`. @param level 0 to 1, exclusive */
  export function pinball(inference: f64, truth: f64, level: f64): f64 {
    checkPinball(level);
    return point.pinball(inference, truth, level);
  }

  /** See `Loss.absolutePercentage`. @param least the smallest truth to divide by: above 0 */
  export function absolutePercentage(inference: f64, truth: f64, least: f64): f64 {
    positive(least);
    return point.absolutePercentage(inference, truth, least);
  }

  /** See `Loss.symmetricPercentage`. */
  export function symmetricPercentage(inference: f64, truth: f64): f64 {
    return point.symmetricPercentage(inference, truth, 0);
  }

  /** See `Loss.scaled`. @param naive mean absolute error of the naive forecast, at least 0 */
  export function scaled(inference: f64, truth: f64, naive: f64): f64 {
    checkNaive(naive);
    return point.scaledError(inference, truth, naive);
  }

  /** See `Loss.gaussian`. @param deviation above 0 */
  export function gaussian(inference: f64, truth: f64, deviation: f64): f64 {
    positive(deviation);
    return point.gaussian(inference, truth, deviation);
  }

  /** See `Loss.brier`. @param inference a probability @param truth 0 or 1 */
  export function brier(inference: f64, truth: f64): f64 {
    return chance.brier(inference, truth, 0);
  }

  /** See `Loss.log`. @param inference a probability @param truth 0 or 1 @param epsilon above 0, below 0.5 */
  export function log(inference: f64, truth: f64, epsilon: f64): f64 {
    checkLog(epsilon);
    return chance.logarithmic(inference, truth, epsilon);
  }

  /** 0 when the inference is the truth, 1 otherwise. See `Loss.zeroOne`. */
  export function zeroOne(inference: f64, truth: f64): f64 {
    return point.zeroOne(inference, truth, 0);
  }

  /** See `Loss.categoricalBrier`. @param inference a packed distribution @param truth the number of a class */
  export function categoricalBrier(inference: f64, truth: f64, packing: Packing): f64 {
    return packed.categoricalBrier(inference, truth, packing);
  }

  /** See `Loss.categoricalLog`. @param inference a packed distribution @param truth the number of a class @param epsilon above 0, below 1 / classes */
  export function categoricalLog(inference: f64, truth: f64, packing: Packing, epsilon: f64): f64 {
    checkCategoricalLog(packing, epsilon);
    return packed.categoricalLog(inference, truth, packing, epsilon);
  }

  /** See `Loss.rankedProbability`. @param inference a packed distribution @param truth the number of a class */
  export function rankedProbability(inference: f64, truth: f64, packing: Packing): f64 {
    return packed.rankedProbability(inference, truth, packing);
  }

  /** See `Loss.interval`. @param inference a packed interval @param level share of truths that should fall inside, between 0 and 1 */
  export function interval(inference: f64, truth: f64, packing: Packing, level: f64): f64 {
    checkInterval(packing, level);
    return packed.interval(inference, truth, packing, level);
  }

  /** See `Loss.quantiles`. @param inference packed quantiles @param levels one for each quantile, between 0 and 1 */
  export function quantiles(
    inference: f64,
    truth: f64,
    packing: Packing,
    levels: StaticArray<f64>,
  ): f64 {
    checkQuantiles(packing, levels);
    return packed.quantiles(inference, truth, packing, levels);
  }
}
