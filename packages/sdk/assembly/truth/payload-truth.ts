import { InferenceSet } from "../inference-set";
import { toldTruths } from "../payload/seed-reader";
import { Truth } from "./truth";

/** See `Truth.told`. */
export class PayloadTruth extends Truth {
  protected find(set: InferenceSet): f64 {
    const known = toldTruths();
    const at = known ? known.find(set.timestamp) : 0;
    return at ? load<f64>(at) : NaN;
  }
}
