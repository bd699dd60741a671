// What the small rules here share. They pay by a score of the newest set whose truth is known.
import { InferenceSet, PerWorker, Round, Truth, Weights } from "@weightkit/sdk";

export const round = Round.read();
export const truth = Truth.http("https://data.example/{timestamp}", "/value");
export const scored = round.latestWithTruth(truth);

/** What is true of the scored set; 0 when there is none. */
export function actual(): f64 {
  return scored.length > 0 ? truth.of(scored) : 0;
}

/** Each answer's absolute error. */
export function errors(set: InferenceSet): PerWorker {
  const found = new PerWorker(round.workers);
  for (let i = 0; i < set.length; i++) found.set(set.worker(i), abs(set.value(i) - truth.of(set)));
  return found;
}

/** The mean of a set's answers. */
export function meanOf(set: InferenceSet): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < set.length; i++) sum += set.value(i);
  return sum / <f64>max(1, set.length);
}

/** A fifth of the weight goes by the scores, the rest stays; no score counts as 0, so that absence is a hole only where it is planted. */
export function pay(scores: PerWorker): void {
  const total = scores.sum();
  if (total <= 0) {
    round.keepWeights();
    return;
  }
  const next = new Weights(round.workers);
  for (let worker = 0; worker < next.length; worker++) {
    const standing = 0.8 * round.weights.get(worker);
    if (scores.has(worker)) next.set(worker, standing + (0.2 * scores.get(worker)) / total);
    else if (round.weights.has(worker)) next.set(worker, standing);
  }
  next.commit();
}

/** What stands, each times its factor, or times that of absence; then all is scaled to 1. */
export function shrink(factors: PerWorker, absence: f64): void {
  const next = new Weights(round.workers);
  for (let worker = 0; worker < next.length; worker++) {
    const factor = factors.has(worker) ? factors.get(worker) : absence;
    if (round.weights.has(worker)) next.set(worker, round.weights.get(worker) * factor);
  }
  if (factors.count() == 0 || next.sum() <= 0) round.keepWeights();
  else next.commit();
}
