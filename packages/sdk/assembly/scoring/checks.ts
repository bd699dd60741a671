import { mistake } from "../trap";
import { Packing } from "./packing";

// What the parameters of losses must be, for sets of inferences and for single ones.

export function positive(parameter: f64): void {
  if (!(parameter > 0 && parameter < Infinity))
    mistake("loss: the parameter must be above 0 and finite");
}

export function checkPinball(level: f64): void {
  if (!isLevel(level)) mistake("Loss.pinball: the level must lie between 0 and 1");
}

export function checkNaive(naive: f64): void {
  if (!(naive >= 0)) mistake("Loss.scaled: the naive error must be at least 0");
}

export function checkLog(epsilon: f64): void {
  if (!(epsilon > 0 && epsilon < 0.5)) mistake("Loss.log: epsilon must lie above 0 and below 0.5");
}

export function checkCategoricalLog(packing: Packing, epsilon: f64): void {
  if (!(epsilon > 0 && epsilon < 1 / <f64>packing.parts))
    mistake("Loss.categoricalLog: epsilon must lie above 0 and below 1 / classes");
}

export function checkInterval(packing: Packing, level: f64): void {
  if (packing.parts != 2) mistake("Loss.interval: an interval has two parts");
  if (!isLevel(level)) mistake("Loss.interval: the level must lie between 0 and 1");
}

export function checkQuantiles(packing: Packing, levels: StaticArray<f64>): void {
  if (packing.parts != levels.length || !levels.length)
    mistake("Loss.quantiles: needs one part for each level");
  for (let i = 0; i < levels.length; i++) {
    if (!isLevel(levels[i])) mistake("Loss.quantiles: the levels must lie between 0 and 1");
  }
}

function isLevel(level: f64): bool {
  return level > 0 && level < 1;
}
