import { InferenceSet } from "../inference-set";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { MedianTruth, TrimmedMeanTruth, WeightedMeanTruth } from "./consensus-truth";
import { HttpTruth } from "./http-truth";
import { Memo } from "./memo";
import { PayloadTruth } from "./payload-truth";
import { RequestTruth } from "./request-truth";

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

  /** The same with headers, retries or another timeout, e.g. `Truth.request(url, "/delay").retries(2)`. */
  static request(url: string, pointer: string): RequestTruth {
    return new RequestTruth(url, pointer);
  }

  /**
   * Ground truth that the payload itself tells: `"ground_truth":[{"timestamp":"1700006400","value":"12.5"}, …]`, in any order. The chain never
   * does; hosts that follow the seed document do. Needs `Round.readSeed()`, `readLabels`, `readDistributions` or `readVectors` in place of
   * `Round.read()`. A truth that means nothing, and a timestamp given twice, end the run with their place.
   */
  static told(): Truth {
    return new PayloadTruth();
  }

  /** No truth at all, but the median of the set's own inferences: known at once. See `Consensus.median` for what that rewards. */
  static median(): Truth {
    return new MedianTruth();
  }

  /** The mean of the set's own inferences without the extremes. @param share what is taken off at either end, 0 to below 0.5 */
  static trimmedMean(share: f64): Truth {
    return new TrimmedMeanTruth(share);
  }

  /** The mean of the set's own inferences by weight, e.g. `Truth.weightedMean(round.weights)`. */
  static weightedMean(weights: PerWorker): Truth {
    return new WeightedMeanTruth(weights);
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
