import { exp } from "../math/exp";
import { log } from "../math/log";

// Losses of one inference against one truth. Each is 0 for a perfect inference and finite: the largest double stands for a loss that
// has none. All have the shape (inference, truth, parameter) that `Loss.by` takes.

/** See `Loss.absolute`. */
export function absoluteError(inference: f64, truth: f64, _: f64): f64 {
  return min(abs(inference - truth), f64.MAX_VALUE);
}

/** See `Loss.squared`. */
export function squaredError(inference: f64, truth: f64, _: f64): f64 {
  const error = inference - truth;
  return min(error * error, f64.MAX_VALUE);
}

/** See `Loss.logCosh`. */
export function logCosh(inference: f64, truth: f64, scale: f64): f64 {
  const error = min(abs(inference - truth) / scale, f64.MAX_VALUE);
  if (error > 1) return error + log(1 + exp(-2 * error)) - Math.LN2;
  // cosh(e) - 1 = e^2 / 2! + e^4 / 4! + ...: no digit is lost for small errors.
  const z = error * error;
  let sum: f64 = 0;
  for (let n: f64 = 18; n > 0; n -= 2) sum = (z / (n * (n - 1))) * (1 + sum);
  // ln(1 + x) = ln(w) * x / (w - 1) for w = 1 + x as rounded (Kahan).
  const w = 1 + sum;
  return w == 1 ? sum : (log(w) * sum) / (w - 1);
}

/** See `Loss.huber`. */
export function huber(inference: f64, truth: f64, delta: f64): f64 {
  const error = abs(inference - truth);
  if (error <= delta) return min((error * error) / 2, f64.MAX_VALUE);
  return min(delta * (error - delta / 2), f64.MAX_VALUE);
}

/** See `Loss.pinball`. */
export function pinball(inference: f64, truth: f64, level: f64): f64 {
  const short = truth - inference;
  return min((short > 0 ? level : 1 - level) * abs(short), f64.MAX_VALUE);
}

/** See `Loss.absolutePercentage`. */
export function absolutePercentage(inference: f64, truth: f64, least: f64): f64 {
  return min(abs(inference - truth) / max(abs(truth), least), f64.MAX_VALUE);
}

/** See `Loss.symmetricPercentage`. */
export function symmetricPercentage(inference: f64, truth: f64, _: f64): f64 {
  const most = max(abs(inference), abs(truth));
  if (most == 0) return 0;
  // Relative to the larger first, so that no sum overflows.
  const a = inference / most;
  const b = truth / most;
  return (2 * abs(a - b)) / (abs(a) + abs(b));
}

/** See `Loss.scaled`. */
export function scaledError(inference: f64, truth: f64, naive: f64): f64 {
  const error = abs(inference - truth);
  return min(naive > 0 ? error / naive : error, f64.MAX_VALUE);
}

/** See `Loss.gaussian`. */
export function gaussian(inference: f64, truth: f64, deviation: f64): f64 {
  const error = (inference - truth) / deviation;
  return min((error * error) / 2, f64.MAX_VALUE);
}

/** See `Loss.zeroOne`. */
export function zeroOne(inference: f64, truth: f64, _: f64): f64 {
  return inference == truth ? 0 : 1;
}
