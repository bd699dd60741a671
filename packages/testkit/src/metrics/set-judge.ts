import { KINDS } from "../kinds/kinds.js";
import {
  ABSOLUTE,
  COMBINATIONS,
  type CombinationName,
  type LossMeasure,
  type LossName,
} from "../kinds/score.js";
import { NUMBERS, type ValueModel } from "../kinds/value-model.js";
import type { Combinations, Known, ValueRules } from "../kinds/value-rules.js";
import { at } from "../numbers/column.js";
import type { SetCommitted } from "../replay/facts.js";
import type { Combined, JudgedSet, WeightsFrom } from "./judged-set.js";

/** Reads, combines and judges the sets of one replay, which must come in order, each once: it learns their truths. */
export interface SetJudge {
  readonly loss: LossName;
  judge(set: SetCommitted): JudgedSet;
  /**
   * In place of {@link judge}: only what the weighted combination, equal weights and, where wanted, the plain median lost; null without a
   * truth or an inference.
   */
  losses(set: SetCommitted, withMedian?: boolean): SetLosses | null;
}

export interface SetLosses {
  readonly weighted: number;
  readonly equal: number;
  /** Null where it was not wanted, or values have none. */
  readonly median: number | null;
}

/** The judge for a topic's kind of values. */
export function setJudge(model: ValueModel = NUMBERS, measure: LossMeasure = ABSOLUTE): SetJudge {
  return KINDS[model.kind].withRules(model, measure, (rules) => new RuledJudge(rules));
}

class RuledJudge<W, F, T> implements SetJudge {
  readonly #rules: ValueRules<W, F, T>;

  readonly loss: LossName;
  readonly #known: Known<F, T>;

  constructor(rules: ValueRules<W, F, T>) {
    this.#rules = rules;
    this.loss = rules.loss;
    this.#known = rules.known();
  }

  judge(set: SetCommitted): JudgedSet {
    const rules = this.#rules;
    const truth = rules.truth(set);
    const known = this.#known.at(set.timestamp);
    if (truth !== null) {
      this.#known.push(set.timestamp, truth, set.truthAvailableAt ?? set.timestamp);
    }
    const { workerIds, inferences, stored, weightsFrom } = this.#weighted(set);
    const weights = weightsFrom === "stored" ? stored : null;
    const joined = inferences.length === 0 ? null : this.#combined(inferences, weights);
    return {
      weightsFrom,
      workerIds,
      workerWeights: stored,
      unusable: set.workerIds.length - workerIds.length,
      combined: joined === null ? null : this.#judged(joined, truth, known),
      truth: truth === null ? null : rules.writtenTruth(truth),
      truthDrawn: truth === null ? Number.NaN : rules.drawnTruth(truth),
      workerDrawn: inferences.map((one) => rules.drawnOfWorker(one, truth)),
      workerScores: truth === null ? null : inferences.map((one) => rules.scoreWorker(one, truth)),
      naiveLoss: truth === null || known === null ? null : rules.score(known, truth, null).loss,
    };
  }

  losses(set: SetCommitted, withMedian = false): SetLosses | null {
    const rules = this.#rules;
    const truth = rules.truth(set);
    const known = this.#known.at(set.timestamp);
    if (truth === null) return null;
    this.#known.push(set.timestamp, truth, set.truthAvailableAt ?? set.timestamp);
    const { inferences, stored, weightsFrom } = this.#weighted(set);
    if (inferences.length === 0) return null;
    const weights = weightsFrom === "stored" ? stored : null;
    const { weighted, equal } =
      rules.means?.(inferences, weights) ?? rules.combine(inferences, weights);
    const median = withMedian ? (rules.combine(inferences, null).median ?? null) : null;
    return {
      weighted: rules.score(weighted, truth, known).loss,
      equal: rules.score(equal, truth, known).loss,
      median: median === null ? null : rules.score(median, truth, known).loss,
    };
  }

  #combined(inferences: readonly W[], weights: readonly number[] | null): Combinations<F> {
    const joined = this.#rules.combine(inferences, weights);
    const members = weights === null ? [] : inferences.filter((_, i) => at(weights, i) > 0);
    return members.length === 0 || members.length === inferences.length
      ? { ...joined, members: joined.equal }
      : { ...joined, members: this.#rules.combine(members, null).equal };
  }

  /** The inferences that mean something, and the weights that apply to them ({@link WeightsFrom} has the rule). */
  #weighted(set: SetCommitted): {
    readonly workerIds: readonly number[];
    readonly inferences: readonly W[];
    readonly stored: readonly number[];
    readonly weightsFrom: WeightsFrom;
  } {
    const workerIds: number[] = [];
    const inferences: W[] = [];
    const stored: number[] = [];
    let usable = false;
    for (let i = 0; i < set.workerIds.length; i += 1) {
      const inference = this.#rules.inference(set, i);
      if (inference === null) continue;
      const weight = at(set.weights, i);
      workerIds.push(at(set.workerIds, i));
      inferences.push(inference);
      stored.push(weight > 0 ? weight : 0);
      if (weight > 0) usable = true;
    }
    const weightsFrom = !set.weighted ? "uniform" : usable ? "stored" : "fallback";
    return { workerIds, inferences, stored, weightsFrom };
  }

  #judged(
    joined: Combinations<F>,
    truth: T | null,
    known: F | null,
  ): Partial<Record<CombinationName, Combined>> {
    const rules = this.#rules;
    const combined: Partial<Record<CombinationName, Combined>> = {};
    for (const name of COMBINATIONS) {
      const inference = joined[name];
      if (inference === undefined) continue;
      combined[name] = {
        written: rules.written(inference),
        drawn: rules.drawn(inference, truth),
        score: truth === null ? null : rules.score(inference, truth, known),
      };
    }
    return combined;
  }
}
