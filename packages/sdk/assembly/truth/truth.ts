import { InferenceSet } from "../inference-set";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { MedianTruth, TrimmedMeanTruth, WeightedMeanTruth } from "./consensus-truth";
import { HttpTruth } from "./http-truth";
import { Memo } from "./memo";
import { PayloadTruth } from "./payload-truth";
import { RequestTruth } from "./request-truth";
import { WorkerTruth } from "./worker-truth";

/** Where ground truth comes from: for a set of inferences, what they should have been, in their unit. Each set is looked up once. */
export abstract class Truth {
  private readonly memo: Memo = new Memo();

  /**
   * Ground truth from the web, through the Blockless node: one GET request per set, remembered for the round. The node must permit the
   * URL. Status 404, or a JSON null at the pointer, means "not known yet". Anything else ends the run, with the URL on stderr: exit code
   * 69 without an answer or with another status, 65 when the answer is not valid JSON or has no number at the pointer.
   * @param url the address, in which `{timestamp}` stands for the set's UNIX seconds
   * @param pointer where in the JSON answer the number is: an RFC 6901 pointer such as `/delays/0`; its first slash may be left out
   */
  static http(url: string, pointer: string): Truth {
    return new HttpTruth(url, pointer);
  }

  /** As `http`, with headers, retries or another timeout, e.g. `Truth.request(url, "/delay").retries(2)`. */
  static request(url: string, pointer: string): RequestTruth {
    return new RequestTruth(url, pointer);
  }

  /**
   * Ground truth that the payload itself holds: `"ground_truth":[{"timestamp":"1700006400","value":"12.5"}, …]`, in any order. The chain never
   * does; hosts that follow the seed document do. Needs `Round.readSeed()`, `readLabels`, `readDistributions` or `readVectors` instead of
   * `Round.read()`. An invalid truth, or a timestamp given twice, ends the run with exit code 65 and its place on stderr.
   */
  static fromPayload(): Truth {
    return new PayloadTruth();
  }

  /**
   * Ground truth through the topic itself, for networks whose nodes make no HTTP requests: a worker that you run answers every set with what was
   * true `lag` seconds earlier. Its answer at time t is the truth of the set made at t - `lag`; when it is silent, that truth is not known yet.
   * Make one, at most, before the round is read. The round leaves this worker out: it is in no set, has no loss and gets no weight, and the next
   * `commit` removes one that it had. Its address is fixed in the logic, so nobody else's answer counts as truth.
   * A round knows the truth only of sets made at least `lag` before its window's end, so the weight cadence must exceed the lag.
   * @param address the worker's address (bech32)
   * @param lag seconds from a set to the set in which the worker answers with its truth
   * @param tolerance how far block times may be off, in seconds: below half of the inference cadence, and below the lag
   * @param scale what stands for 1 in the worker's answers, as in `Values.scaled`: above 0
   */
  static worker(address: string, lag: u64, tolerance: u64, scale: f64 = 1): Truth {
    return new WorkerTruth(address, lag, tolerance, scale);
  }

  /** No truth at all, but the median of the set's own inferences: known at once. See `Consensus.median` for what that rewards. */
  static median(): Truth {
    return new MedianTruth();
  }

  /** The mean of the set's own inferences without the extremes. @param share what is cut off at each end, 0 to below 0.5 */
  static trimmedMean(share: f64): Truth {
    return new TrimmedMeanTruth(share);
  }

  /** The weighted mean of the set's own inferences, e.g. `Truth.weightedMean(round.weights)`. */
  static weightedMean(weights: PerWorker): Truth {
    return new WeightedMeanTruth(weights);
  }

  /** Whether the truth for the set is known by now. */
  isKnown(set: InferenceSet): bool {
    return !isNaN(this.lookUp(set));
  }

  /** What the set's inferences should have been. Ends the run when it is not known: call `isKnown` first. */
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

  /** The truth for the set, or NaN when it is not known yet. A custom source overrides this; it is called once a set. */
  protected abstract find(set: InferenceSet): f64;
}
