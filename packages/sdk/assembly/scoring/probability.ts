import { log } from "../math/log";
import { mistake } from "../trap";

/** See `Loss.brier`. */
export function brier(probability: f64, outcome: f64, _: f64): f64 {
  const error = inUnit(probability) - checked(outcome);
  return error * error;
}

/** See `Loss.log`. */
export function logarithmic(probability: f64, outcome: f64, epsilon: f64): f64 {
  const p = inUnit(probability);
  const given = checked(outcome) == 1 ? p : 1 - p;
  return -log(max(epsilon, min(given, 1 - epsilon)));
}

function checked(outcome: f64): f64 {
  if (outcome != 0 && outcome != 1) mistake("loss: the truth of a probability must be 0 or 1");
  return outcome;
}

function inUnit(probability: f64): f64 {
  return max<f64>(0, min<f64>(probability, 1));
}
