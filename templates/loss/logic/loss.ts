// The topic's loss, in one place: the weight logic judges workers by it, and `weightkit serve` answers reputers with it.
import { LossOf, Param } from "@weightkit/sdk";

/** Errors up to this one, in the inferences' unit, count by their square, larger ones linearly. */
const DELTA = Param.f64("delta", 60);

/** The loss of an inference: 0 for a perfect one, in the square of the inferences' unit for small errors. */
export function calculate(yTrue: f64, yPred: f64): f64 {
  return LossOf.huber(yPred, yTrue, DELTA);
}

/** Whether `calculate` never gives less than 0. */
export function is_never_negative(): bool {
  return true;
}
