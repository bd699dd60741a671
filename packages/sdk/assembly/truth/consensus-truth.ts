import { Consensus } from "../aggregate/consensus";
import { InferenceSet } from "../inference-set";
import { PerWorker } from "../per-worker";
import { Truth } from "./truth";

/** See `Truth.median`. */
export class MedianTruth extends Truth {
  protected find(set: InferenceSet): f64 {
    return Consensus.median(set);
  }
}

/** See `Truth.trimmedMean`. */
export class TrimmedMeanTruth extends Truth {
  constructor(private readonly share: f64) {
    super();
  }

  protected find(set: InferenceSet): f64 {
    return Consensus.trimmedMean(set, this.share);
  }
}

/** See `Truth.weightedMean`. */
export class WeightedMeanTruth extends Truth {
  constructor(private readonly weights: PerWorker) {
    super();
  }

  protected find(set: InferenceSet): f64 {
    return Consensus.weightedMean(set, this.weights);
  }
}
