// The topic's loss, in one place: the weight logic judges workers by it, and `weightkit serve` answers reputers with it.
import { LossOf, Param } from "@weightkit/sdk";

/** Errors up to this one count by their square, larger ones in proportion: in the inferences' unit. */
const DELTA = Param.f64("delta", 60);

/** What an inference lost: 0 for a perfect one. */
export function calculate(yTrue: f64, yPred: f64): f64 {
  return LossOf.huber(yPred, yTrue, DELTA);
}

/** Whether `calculate` never gives less than 0. */
export function is_never_negative(): bool {
  return true;
}
