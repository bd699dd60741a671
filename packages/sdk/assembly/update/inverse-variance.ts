import { Losses } from "../losses";
import { PerWorker } from "../per-worker";
import { Weights } from "../weights";
import { precisionOf } from "./precision";
import { redistribute, sharesOf } from "./shares";

/** See `Weights.inverseVariance`. */
export function inverseVariance(weights: PerWorker, variances: Losses, least: f64): Weights {
  return redistribute(sharesOf(weights), precisionOf(variances, least));
}
