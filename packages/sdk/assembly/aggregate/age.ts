import { InferenceSet } from "../inference-set";
import { exp } from "../math/exp";
import { Round } from "../round";
import { mistake } from "../trap";

/** How much a set counts by its age, which is measured from the window's newest set. */
export namespace Age {
  /** Seconds between the set and the newest of the round. */
  export function seconds(round: Round, set: InferenceSet): f64 {
    return round.length ? <f64>round.set(0).timestamp - <f64>set.timestamp : 0;
  }

  /** 2^(-age / halfLife): 1 for the newest set, half as much with every half-life. @param halfLife seconds, above 0 */
  export function halving(round: Round, set: InferenceSet, halfLife: f64): f64 {
    if (!(halfLife > 0)) mistake("Age.halving: the half-life must be above 0");
    return exp((-Math.LN2 * seconds(round, set)) / halfLife);
  }

  /** 1 for the newest set, falling evenly to 0 at the age of `span`. @param span seconds, above 0 */
  export function fading(round: Round, set: InferenceSet, span: f64): f64 {
    if (!(span > 0)) mistake("Age.fading: the span must be above 0");
    return max<f64>(1 - seconds(round, set) / span, 0);
  }
}
