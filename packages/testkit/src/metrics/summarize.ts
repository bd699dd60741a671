import { metricsErrors } from "../errors/metrics-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { Fact, ReplayEnded, ReplayStarted, RoundRan, SetCommitted } from "../replay/facts.js";
import { combine } from "./combination.js";
import { CoverageCount } from "./coverage.js";
import { Failures } from "./failures.js";
import { finalWeights } from "./final-weights.js";
import { FuelCount } from "./fuel.js";
import { Sum } from "./sum.js";
import type { ReplaySummary } from "./summary.js";

export interface SummaryOptions {
  /** Sets before which fewer rounds than this had run are warm-up and not compared. 0 (the default) leaves none out. */
  readonly warmUpRounds?: number;
}

/** Folds a fact stream, one fact at a time, into a {@link ReplaySummary}. */
export interface SummaryFolder {
  /** @throws WeightkitError WK650 when the stream does not begin with `started`. */
  add(fact: Fact): void;
  /** What the facts so far came to; more may follow. @throws WeightkitError WK650 when there were none. */
  result(): ReplaySummary;
}

/** Memory grows with sets (24 bytes each), workers and reputers, never with inferences or rounds. */
export function createSummary(options: SummaryOptions = {}): SummaryFolder {
  return new Summary(options.warmUpRounds ?? 0);
}

const MOST_NOTES = 50;

class Summary implements SummaryFolder {
  readonly #warmUpRounds: number;
  #started: ReplayStarted | null = null;
  #ended: ReplayEnded | null = null;
  readonly #rounds = { ran: 0, committed: 0, failed: 0, skipped: 0 };
  readonly #blocks = { count: 0, last: Number.NEGATIVE_INFINITY };
  readonly #sets = {
    total: 0,
    inferences: 0,
    leftOut: 0,
    compared: 0,
    warmUp: 0,
    withoutTruth: 0,
    uniform: 0,
    fallback: 0,
  };
  readonly #errors = {
    weighted: new Sum(),
    weightedMedian: new Sum(),
    mean: new Sum(),
    median: new Sum(),
  };
  readonly #coverage = new CoverageCount();
  readonly #failures = new Failures();
  readonly #fuel = new FuelCount();
  readonly #weights = new Map<string, Float64Array>();
  readonly #notes = new Map<string, number>();

  constructor(warmUpRounds: number) {
    this.#warmUpRounds = warmUpRounds;
  }

  add(fact: Fact): void {
    if (fact.kind === "started") this.#started = fact;
    if (this.#started === null) throw fault(metricsErrors.noStart, { kind: fact.kind });
    if (fact.kind === "set") this.#addSet(fact);
    if (fact.kind === "round") this.#addRound(fact);
    if (fact.kind === "ended") this.#ended = fact;
  }

  #addSet(set: SetCommitted): void {
    const combination = combine(set);
    const usable = combination?.count ?? 0;
    const sets = this.#sets;
    sets.total += 1;
    sets.inferences += set.values.length;
    sets.leftOut += set.leftOut.length;
    this.#coverage.addSet(set, usable);
    if (set.truth === null) sets.withoutTruth += 1;
    if (combination === null || set.truth === null) return;
    // A round at the set's own block time has not touched the weights that this set is combined with.
    const roundsBefore = this.#blocks.count - (this.#blocks.last >= set.timestamp ? 1 : 0);
    if (roundsBefore < this.#warmUpRounds) {
      sets.warmUp += 1;
      return;
    }
    sets.compared += 1;
    if (combination.weightsFrom !== "stored") sets[combination.weightsFrom] += 1;
    const errors = this.#errors;
    errors.weighted.add(Math.abs(combination.weighted - set.truth));
    errors.weightedMedian.add(Math.abs(combination.weightedMedian - set.truth));
    errors.mean.add(Math.abs(combination.mean - set.truth));
    errors.median.add(Math.abs(combination.median - set.truth));
  }

  #addRound(round: RoundRan): void {
    this.#rounds.ran += 1;
    this.#rounds[round.status] += 1;
    if (round.status !== "skipped" && round.blockTime > this.#blocks.last) {
      this.#blocks.count += 1;
      this.#blocks.last = round.blockTime;
    }
    this.#coverage.addRound(round);
    if (round.status === "failed") this.#failures.add(round);
    if (round.fuel !== null) this.#fuel.add(round.index, round.fuel);
    this.#weights.set(round.reputer, round.weights);
    for (const note of round.notes) {
      const seen = this.#notes.get(note);
      if (seen !== undefined || this.#notes.size < MOST_NOTES) {
        this.#notes.set(note, (seen ?? 0) + 1);
      }
    }
  }

  result(): ReplaySummary {
    if (this.#started === null) throw fault(metricsErrors.noStart, { kind: "nothing" });
    const { topic, logic, engine, seed, inferenceCadence, weightCadence, start, end, workers } =
      this.#started;
    const errors = this.#errors;
    return {
      topic,
      logic,
      engine,
      seed,
      inferenceCadence,
      weightCadence,
      start,
      end,
      workers,
      complete: this.#ended !== null,
      rounding: this.#ended?.rounding ?? { inferences: 0, worst: 0 },
      rounds: { ...this.#rounds },
      failures: this.#failures.result(),
      sets: { ...this.#sets },
      errors: {
        weighted: errors.weighted.mean,
        weightedMedian: errors.weightedMedian.mean,
        mean: errors.mean.mean,
        median: errors.median.mean,
      },
      coverage: this.#coverage.result(start, inferenceCadence),
      fuel: this.#fuel.result(),
      finalWeights: finalWeights(workers, [...this.#weights.values()]),
      notes: [...this.#notes].map(([text, rounds]) => ({ text, rounds })),
    };
  }
}
