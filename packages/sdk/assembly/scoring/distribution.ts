import { log } from "../math/log";
import { mistake } from "../trap";
import { Packing } from "./packing";
import { pinball } from "./point";

/** See `Loss.rankedProbability`. */
export function rankedProbability(packed: f64, outcome: f64, packing: Packing): f64 {
  const classes = packing.parts;
  if (!(outcome >= 0 && outcome < <f64>classes && floor(outcome) == outcome))
    mistake("Loss.rankedProbability: the truth must be a class");
  let sum: f64 = 0;
  for (let i = 0; i < classes; i++) sum += max<f64>(packing.part(packed, i), 0);
  let below: f64 = 0;
  let loss: f64 = 0;
  for (let i = 0; i < classes - 1; i++) {
    below += max<f64>(packing.part(packed, i), 0);
    const given = sum > 0 ? below / sum : <f64>(i + 1) / <f64>classes;
    const gap = given - (outcome <= <f64>i ? 1 : 0);
    loss += gap * gap;
  }
  return classes > 1 ? loss / <f64>(classes - 1) : 0;
}

/** See `Loss.categoricalBrier`. */
export function categoricalBrier(packed: f64, outcome: f64, packing: Packing): f64 {
  checkClass(outcome, packing);
  const sum = floored(packed, packing, 0);
  let loss: f64 = 0;
  for (let i = 0; i < packing.parts; i++) {
    const given = sum > 0 ? max<f64>(packing.part(packed, i), 0) / sum : 1 / <f64>packing.parts;
    const gap = given - (outcome == <f64>i ? 1 : 0);
    loss += gap * gap;
  }
  return loss;
}

/** See `Loss.categoricalLog`. */
export function categoricalLog(packed: f64, outcome: f64, packing: Packing, epsilon: f64): f64 {
  checkClass(outcome, packing);
  const sum = floored(packed, packing, 0);
  // Parts are in their own unit, so the bound is too.
  const least = sum > 0 ? epsilon * sum : 1;
  const given = max(packing.part(packed, <i32>outcome), least);
  return log(floored(packed, packing, least) / given);
}

/** The sum of the parts, each raised to a bound. */
function floored(packed: f64, packing: Packing, least: f64): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < packing.parts; i++) sum += max(packing.part(packed, i), least);
  return sum;
}

function checkClass(outcome: f64, packing: Packing): void {
  if (!(outcome >= 0 && outcome < <f64>packing.parts && floor(outcome) == outcome))
    mistake("loss: the truth of a distribution must be a class");
}

/** See `Loss.interval`. */
export function interval(packed: f64, truth: f64, packing: Packing, level: f64): f64 {
  const low = packing.part(packed, 0);
  const high = packing.part(packed, 1);
  const outside = max<f64>(low - truth, 0) + max<f64>(truth - high, 0);
  return min(high - low + (2 / (1 - level)) * outside, f64.MAX_VALUE);
}

/** See `Loss.quantiles`. */
export function quantiles(
  packed: f64,
  truth: f64,
  packing: Packing,
  levels: StaticArray<f64>,
): f64 {
  let loss: f64 = 0;
  const count = levels.length;
  for (let i = 0; i < count; i++) {
    loss += pinball(packing.part(packed, i), truth, unchecked(levels[i])) / <f64>count;
  }
  return min(2 * loss, f64.MAX_VALUE);
}
