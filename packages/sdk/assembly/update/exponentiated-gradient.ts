import { InferenceSet } from "../inference-set";
import { UnitSum } from "../math/unit-sum";
import { PerWorker } from "../per-worker";
import { Truth } from "../truth/truth";
import { Worker } from "../workers";
import { multiplied } from "./multiplicative";
import { sharesOf } from "./shares";

/** See `Weights.exponentiatedGradient`. */
export function exponentiatedGradient(
  weights: PerWorker,
  set: InferenceSet,
  truth: Truth,
  scale: f64,
  rate: f64,
): PerWorker {
  const shares = sharesOf(weights);
  const slopes = new PerWorker(shares.workers);
  if (set.length == 0) return shares;
  const actual = truth.of(set);
  const sum = new UnitSum();
  const whole = new UnitSum();
  for (let i = 0; i < set.length; i++) {
    const worker = set.worker(i);
    // Clipped, so that no absurd answer drowns the others.
    const error = max<f64>(-1, min<f64>((set.value(i) - actual) / scale, 1));
    slopes.set(worker, error);
    sum.add(shares.get(worker) * error);
    whole.add(shares.get(worker));
  }
  if (!(whole.value > 0)) return shares;
  const combined = sum.value / whole.value;
  for (let worker: Worker = 0; worker < slopes.length; worker++) {
    if (slopes.has(worker)) slopes.set(worker, 2 * combined * slopes.get(worker));
  }
  return multiplied(shares, slopes, rate);
}
