import { decimal, decimalValue } from "../number/decimal";
import { Texts } from "../payload/texts";
import { Labels } from "./labels";
import { Distributions, Vectors } from "./vectors";

/** See `Round.readLabels`. */
export class LabelTexts extends Texts {
  constructor(private readonly labels: Labels) {
    super(": not a label", "a label");
  }

  inference(start: usize, length: usize): f64 {
    return this.labels.number(start, length);
  }

  truth(start: usize, length: usize): f64 {
    return this.labels.number(start, length);
  }
}

/** See `Round.readDistributions`. */
export class DistributionTexts extends Texts {
  constructor(private readonly distributions: Distributions) {
    super(": not a distribution", "a label");
  }

  inference(start: usize, length: usize): f64 {
    return this.distributions.read(start, length);
  }

  truth(start: usize, length: usize): f64 {
    return this.distributions.labels.number(start, length);
  }
}

/** See `Round.readVectors`. */
export class VectorTexts extends Texts {
  /** The truth read last, when it is a vector. */
  private last: f64 = NaN;

  constructor(private readonly vectors: Vectors) {
    super(": not a vector", "a number or a vector");
  }

  inference(start: usize, length: usize): f64 {
    return this.vectors.read(start, length);
  }

  truth(start: usize, length: usize): f64 {
    if (decimal(start) == start + length && isFinite(decimalValue)) return decimalValue;
    this.last = this.vectors.read(start, length);
    return isNaN(this.last) ? NaN : Infinity;
  }

  keep(timestamp: u64): void {
    this.vectors.truths.add(timestamp, this.last);
  }
}
