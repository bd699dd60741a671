import type { RoundRan } from "../../replay/facts.js";
import { at, Column } from "../../numbers/column.js";
import {
  effectiveNumber,
  entropyNumber,
  gini,
  shares,
  turnover,
} from "../statistics/concentration.js";
import type { SetJudged } from "../judged-fact.js";
import { kendallTau } from "../statistics/kendall.js";
import { MissingRounds } from "./money.js";
import { ewcVariance, MIN_EWC_SETS } from "../statistics/ewc.js";
import { spearman } from "../statistics/rank.js";
import { mean, Sum } from "../../numbers/sum.js";

/** How weight was spread, how it moved, and whether it went to the workers that did well next. */
export interface Weighting {
  readonly effectiveNumber: OverRounds;
  readonly entropyNumber: OverRounds;
  /**
   * The effective number among the workers in the round's window only: a worker that left does not count, whatever weight it still has.
   */
  readonly effectiveNumberPresent: OverRounds;
  /** Over the workers that had been in a set before the round, and whoever else had weight. */
  readonly gini: OverRounds;
  /** From each committed round to the next of the same reputer. */
  readonly turnover: OverRounds;
  /** The largest of those turnovers; 0 when weights never moved, null with fewer than two committed rounds. */
  readonly largestTurnover: number | null;
  /** Of the weights with the accuracy (negative mean loss) of the sets made after they stood, until the next did. */
  readonly rankCorrelation: RankCorrelation;
}

/** A measure of committed rounds: its mean and its last value, null where no round had one. */
export interface OverRounds {
  readonly mean: number | null;
  readonly last: number | null;
}

/**
 * Means over periods in which at least three workers were measured; null when weights never moved. 1: weight follows accuracy to
 * come; 0: it shows no such link.
 */
export interface RankCorrelation {
  readonly spearman: number | null;
  /** Standard error of `spearman`, allowing for periods that depend on their neighbours; null for fewer than three. */
  readonly standardError: number | null;
  readonly kendall: number | null;
  readonly periods: number;
}

const NO_CORRELATION: RankCorrelation = {
  spearman: null,
  standardError: null,
  kendall: null,
  periods: 0,
};

/** Fewer workers than this are too few to rank. */
const FEWEST_RANKED = 3;

class Measure {
  readonly #sum = new Sum();
  #last: number | null = null;

  add(value: number | null): void {
    if (value === null) return;
    this.#sum.add(value);
    this.#last = value;
  }

  result(): OverRounds {
    return { mean: this.#sum.mean, last: this.#last };
  }
}

/** Follows weights from round to round. Memory: workers times reputers. */
export class WeightingFold {
  readonly #effective = new Measure();
  readonly #entropy = new Measure();
  readonly #gini = new Measure();
  readonly #turnover = new Measure();
  readonly #present = new Measure();
  #largestTurnover: number | null = null;
  readonly #spearman = new Column();
  readonly #kendall = new Sum();
  readonly #lastWeights = new Map<string, Float64Array>();
  /** Time of each worker's newest set, by worker id. */
  readonly #lastSeen = new Map<number, number>();
  readonly #missing = new Map<number, MissingRounds>();
  /** Losses since the weights last changed, by worker id. */
  #period = new Map<number, { weight: number; losses: Sum }>();
  /** Block times of rounds whose weights no set has been made under yet. */
  #changes: number[] = [];
  #firstReputer: string | null = null;

  addSet(set: SetJudged): void {
    // A round at a set's own block time changes the weights only after it.
    if (this.#changes.some((time) => time < set.timestamp)) {
      this.#endPeriod();
      this.#changes = this.#changes.filter((time) => time >= set.timestamp);
    }
    for (const id of set.workerIds) this.#lastSeen.set(id, set.timestamp);
    const { workerIds, workerWeights, workerScores } = set.judged;
    if (!set.weighted || workerScores === null) return;
    for (const [i, id] of workerIds.entries()) {
      const entry = this.#period.get(id) ?? { weight: at(workerWeights, i), losses: new Sum() };
      entry.losses.add(workerScores[i]?.loss ?? Number.NaN);
      this.#period.set(id, entry);
    }
  }

  /** @param round With the weights of all that have any, by id: ids beyond the workers' are of addresses in no set. */
  addRound(round: Omit<RoundRan, "others">): void {
    if (round.status !== "committed") return;
    if (this.#changes.at(-1) !== round.blockTime) this.#changes.push(round.blockTime);
    this.#firstReputer ??= round.reputer;
    const { weights } = round;
    const before = this.#lastWeights.get(round.reputer);
    this.#effective.add(effectiveNumber(weights));
    this.#entropy.add(entropyNumber(weights));
    const unseen = weights.filter((weight, id) => weight > 0 && !this.#lastSeen.has(id));
    this.#gini.add(gini([...[...this.#lastSeen.keys()].map((id) => at(weights, id)), ...unseen]));
    this.#present.add(
      effectiveNumber(weights.map((weight, id) => (this.#isPresent(id, round) ? weight : 0))),
    );
    if (before !== undefined) this.#addTurnover(turnover(before, weights));
    if (round.reputer === this.#firstReputer) this.#addMissing(round, before);
    this.#lastWeights.set(round.reputer, weights);
  }

  #isPresent(id: number, { windowFrom }: Pick<RoundRan, "windowFrom">): boolean {
    const seen = this.#lastSeen.get(id);
    return seen !== undefined && seen >= windowFrom;
  }

  #addTurnover(moved: number | null): void {
    this.#turnover.add(moved);
    if (moved !== null) this.#largestTurnover = Math.max(this.#largestTurnover ?? 0, moved);
  }

  #addMissing(round: Omit<RoundRan, "others">, before: Float64Array | undefined): void {
    // Where nobody was asked, nobody missed anything.
    if (round.inferences === 0) return;
    const from = before === undefined ? null : shares(before);
    const to = shares(round.weights);
    if (from === null || to === null) return;
    for (const [id, seen] of this.#lastSeen) {
      const rounds = this.#missing.get(id) ?? new MissingRounds();
      rounds.add(from[id] ?? 0, to[id] ?? 0, seen >= round.windowFrom);
      this.#missing.set(id, rounds);
    }
  }

  #endPeriod(): void {
    const period = [...this.#period.values()];
    this.#period = new Map();
    if (period.length < FEWEST_RANKED) return;
    const weights = period.map(({ weight }) => weight);
    const accuracy = period.map(({ losses }) => -(losses.mean ?? 0));
    const rho = spearman(weights, accuracy);
    const tau = kendallTau(weights, accuracy);
    if (rho === null || tau === null) return;
    this.#spearman.push(rho);
    this.#kendall.add(tau);
  }

  /** Ends the facts: no more sets belong to the last weights. */
  end(): void {
    this.#endPeriod();
  }

  /** What missing rounds did to one worker's share of the first reputer's weight. */
  missing(workerId: number): MissingRounds {
    return this.#missing.get(workerId) ?? new MissingRounds();
  }

  result(): Weighting {
    return {
      effectiveNumber: this.#effective.result(),
      entropyNumber: this.#entropy.result(),
      gini: this.#gini.result(),
      turnover: this.#turnover.result(),
      effectiveNumberPresent: this.#present.result(),
      largestTurnover: this.#largestTurnover,
      rankCorrelation: this.#largestTurnover === 0 ? NO_CORRELATION : this.#rankCorrelation(),
    };
  }

  #rankCorrelation(): RankCorrelation {
    const periods = this.#spearman.length;
    const values = this.#spearman.values();
    return {
      spearman: mean(values),
      standardError: periods < MIN_EWC_SETS ? null : Math.sqrt(ewcVariance(values) / periods),
      kendall: this.#kendall.mean,
      periods,
    };
  }
}
