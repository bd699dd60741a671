import { Losses } from "../losses";
import { PerWorker } from "../per-worker";
import { precisionOf } from "./precision";
import { redistribute, sharesOf } from "./shares";

/** See `Weights.inverseVariance`. */
export function inverseVariance(weights: PerWorker, variances: Losses, least: f64): PerWorker {
  return redistribute(sharesOf(weights), precisionOf(variances, least));
}
