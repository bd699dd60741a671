import { InferenceSet } from "../inference-set";
import { mistake } from "../trap";
import { HttpTruth } from "./http-truth";
import { Memo } from "./memo";

/** Where ground truth comes from: for a set of inferences, what they should have said. Each set is looked up once. */
export abstract class Truth {
  private readonly memo: Memo = new Memo();

  /**
   * Ground truth from the web, through the Blockless node: one GET request a set, remembered for the round. The node must be
   * permitted to ask the URL. Status 404, or a JSON null at the pointer, means "not known yet"; any other failure ends the run.
   * @param url the address, `{timestamp}` in it standing for the set's UNIX seconds
   * @param pointer where in the JSON answer the number is: an RFC 6901 pointer such as `/delays/0`; its first slash may be left out
   */
  static http(url: string, pointer: string): Truth {
    return new HttpTruth(url, pointer);
  }

  /** Whether the truth for the set is known by now. */
  isKnown(set: InferenceSet): bool {
    return !isNaN(this.lookUp(set));
  }

  /** What the set's inferences should have said. Fails when it is not known: ask `isKnown` first. */
  of(set: InferenceSet): f64 {
    const value = this.lookUp(set);
    if (isNaN(value)) mistake("truth: not known yet");
    return value;
  }

  private lookUp(set: InferenceSet): f64 {
    let at = this.memo.find(set.timestamp);
    if (!at) at = this.memo.add(set.timestamp, this.find(set));
    return load<f64>(at);
  }

  /** The truth for the set, or NaN when it is not known yet. A source of one's own overrides this; it is called once a set. */
  protected abstract find(set: InferenceSet): f64;
}
