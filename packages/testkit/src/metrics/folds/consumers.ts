import { consume, transformationText, type Transformation } from "../../chain/consumer.js";
import type { LogicRan, SetCommitted } from "../../replay/facts.js";

/** What a consumer with a transformation of the weights would have received in a replay. */
export interface ConsumerResult {
  /** E.g. `top=3`. */
  readonly transformation: string;
  /** Sets with a truth for which the consumer received an inference. */
  readonly sets: number;
  /** Mean absolute error of those inferences, in the values' unit; null without any. */
  readonly error: number | null;
  /** Mean confidence, 0 to 1; null without any. */
  readonly confidence: number | null;
}

/** Computes what consumers receive for every set, for topics whose values are numbers. */
export class Consumers {
  readonly #consumers: readonly {
    readonly transformation: Transformation;
    sets: number;
    error: number;
    confidence: number;
  }[];
  /** By reputer: its share of the stake times the sum of its weights. */
  readonly #totals = new Map<string, number>();

  constructor(transformations: readonly Transformation[]) {
    this.#consumers = transformations.map((transformation) => ({
      transformation,
      ...{ sets: 0, error: 0, confidence: 0 },
    }));
  }

  addRun({ reputer, stakeShare, weights, others }: LogicRan): void {
    if (this.#consumers.length === 0) return;
    let total = 0;
    for (const weight of weights) if (weight > 0) total += weight;
    for (const { weight } of others) total += weight;
    this.#totals.set(reputer, stakeShare * total);
  }

  addSet({ values, weights, truth, texts }: SetCommitted): void {
    if (this.#consumers.length === 0 || truth === null || Number.isNaN(truth) || texts !== null) {
      return;
    }
    const total = [...this.#totals.values()].reduce((sum, part) => sum + part, 0);
    for (const consumer of this.#consumers) {
      const got = consume(values, weights, total, consumer.transformation);
      if (got === null) continue;
      consumer.sets += 1;
      consumer.error += Math.abs(got.value - truth);
      consumer.confidence += got.confidence;
    }
  }

  result(): ConsumerResult[] {
    return this.#consumers.map(({ transformation, sets, error, confidence }) => ({
      transformation: transformationText(transformation),
      sets,
      error: sets === 0 ? null : error / sets,
      confidence: sets === 0 ? null : confidence / sets,
    }));
  }
}
