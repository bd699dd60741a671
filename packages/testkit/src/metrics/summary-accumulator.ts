import { Consumers } from "./folds/consumers.js";
import type { HostHalted, ReplayEnded, RoundRan, SecondRan } from "../replay/facts.js";
import { at } from "../numbers/column.js";
import { AccuracyFold, type CombinationLosses } from "./folds/accuracy-fold.js";
import { CalibrationFold } from "./folds/calibration.js";
import { ClassCallsFold } from "./folds/class-calls.js";
import { CoverageCount } from "./folds/coverage.js";
import { Failures } from "./folds/failures.js";
import { finalWeights, type ReputerWeights } from "./folds/final-weights.js";
import { WorkerLosses } from "./folds/hindsight.js";
import type { JudgedFact, JudgedStart, SetJudged } from "./judged-fact.js";
import type { JudgedSet } from "./judged-set.js";
import { rewardSkillCorrelation } from "./folds/money.js";
import { PerRoundCount } from "./folds/per-round.js";
import { Responses } from "./folds/responses.js";
import { OtherWeights } from "./folds/other-weights.js";
import { RewardsFold } from "./folds/rewards-fold.js";
import { bestWorker, costToTheGood, workerScores } from "./folds/score-workers.js";
import { horizonOf } from "./statistics/horizon.js";
import type { TopicLosses } from "./statistics/overall.js";
import { MIN_SETS } from "./statistics/reliability.js";
import { verdictOf } from "./verdict.js";
import type { SummaryOptions } from "./summary-options.js";
import type { ReplaySummary } from "./summary.js";
import { WeightingFold } from "./folds/weighting-fold.js";

const MAX_NOTES = 50;

/**
 * Adds up one topic's facts, one at a time, to a {@link ReplaySummary}. Memory grows with sets, workers, reputers and
 * reward epochs, never with inferences or rounds.
 */
export class SummaryAccumulator {
  #ended: ReplayEnded | null = null;
  #halt: HostHalted | null = null;
  readonly #consumers: Consumers;
  readonly #rounds = { ran: 0, committed: 0, failed: 0, skipped: 0, unreachable: 0, second: 0 };
  readonly #blocks = { count: 0, last: Number.NEGATIVE_INFINITY };
  readonly #sets = {
    total: 0,
    inferences: 0,
    leftOut: 0,
    unusable: 0,
    compared: 0,
    warmUp: 0,
    withoutTruth: 0,
    uniform: 0,
    fallback: 0,
  };
  readonly #accuracy: AccuracyFold;
  /** Whether weights made no difference between the workers that had any, in any compared set. */
  #alike = true;
  readonly #calibration = { weighted: new CalibrationFold(), equal: new CalibrationFold() };
  readonly #classes = new ClassCallsFold();
  readonly #workerLosses = new WorkerLosses();
  readonly #weighting = new WeightingFold();
  readonly #rewards = new RewardsFold();
  readonly #coverage = new CoverageCount();
  readonly #failures = new Failures();
  readonly #fuel = new PerRoundCount();
  readonly #payload = new PerRoundCount();
  readonly #weights = new Map<string, ReputerWeights>();
  readonly #notes = new Map<string, number>();
  readonly #responses: Responses;
  readonly #others: OtherWeights;

  constructor(
    readonly started: JudgedStart,
    readonly options: SummaryOptions = {},
  ) {
    this.#accuracy = new AccuracyFold(started.loss);
    this.#consumers = new Consumers(options.consumers ?? []);
    this.#responses = new Responses(options.changes ?? [], started.workers);
    this.#others = new OtherWeights(started.workers.length);
  }

  add(fact: JudgedFact): void {
    if (fact.kind === "set") this.#addSet(fact);
    if (fact.kind === "round") this.#addRound(fact);
    if (fact.kind === "second") this.#addSecond(fact);
    if (fact.kind === "rewards") this.#rewards.add(fact);
    if (fact.kind === "halted") this.#halt = fact;
    if (fact.kind === "ended") {
      this.#ended = fact;
      this.#weighting.end();
    }
  }

  #addSet(set: SetJudged): void {
    const sets = this.#sets;
    const { judged } = set;
    sets.total += 1;
    this.#consumers.addSet(set);
    sets.inferences += set.workerIds.length;
    sets.leftOut += set.leftOut.length;
    sets.unusable += judged.unusable;
    this.#coverage.addSet(set, judged.workerIds.length);
    this.#weighting.addSet(set);
    if (judged.truth === null) sets.withoutTruth += 1;
    else if (judged.combined === null) return;
    else if (this.#roundsBefore(set.timestamp) < (this.options.warmUpRounds ?? 0)) sets.warmUp += 1;
    else this.#compare(set);
  }

  #compare({ timestamp, judged }: SetJudged): void {
    const { combined, weightsFrom, workerIds, workerScores, naiveLoss } = judged;
    const [weighted, equal] = [combined?.weighted?.score, combined?.equal?.score];
    if (combined === null || workerScores === null || !weighted || !equal) return;
    this.#sets.compared += 1;
    if (weightsFrom !== "stored") this.#sets[weightsFrom] += 1;
    this.#accuracy.add(timestamp, combined, naiveLoss);
    if (differ(weighted.loss, combined.members?.score?.loss ?? equal.loss)) this.#alike = false;
    this.#classes.add(judged);
    if (this.started.values.kind === "probability") this.#calibrate(judged);
    for (const [i, scoring] of workerScores.entries()) {
      this.#workerLosses.add(at(workerIds, i), scoring, weighted.loss, equal.loss);
    }
  }

  #calibrate({ combined, truth }: JudgedSet): void {
    for (const name of ["weighted", "equal"] as const) {
      const chance = combined?.[name]?.written;
      if (typeof chance !== "number" || typeof truth !== "number") continue;
      this.#calibration[name].add(chance, truth);
    }
  }

  /** A round at a set's own block time has not touched the weights that the set is combined with. */
  #roundsBefore(timestamp: number): number {
    return this.#blocks.count - (this.#blocks.last >= timestamp ? 1 : 0);
  }

  #addRound(round: RoundRan): void {
    this.#rounds.ran += 1;
    this.#consumers.addRun(round);
    this.#rounds[round.status] += 1;
    const ran = round.status !== "skipped" && round.status !== "unreachable";
    if (ran && round.blockTime > this.#blocks.last) {
      this.#blocks.count += 1;
      this.#blocks.last = round.blockTime;
    }
    this.#coverage.addRound(round);
    const weights = this.#others.allOf(round);
    this.#weighting.addRound({ ...round, weights });
    this.#responses.add(round);
    if (round.status === "failed") this.#failures.add(round);
    if (round.fuel !== null) this.#fuel.add(round.index, round.fuel);
    if (round.payloadBytes !== null) this.#payload.add(round.index, round.payloadBytes);
    this.#weights.set(round.reputer, { weights, stakeShare: round.stakeShare });
    for (const note of round.notes) {
      const seen = this.#notes.get(note);
      if (seen !== undefined || this.#notes.size < MAX_NOTES) {
        this.#notes.set(note, (seen ?? 0) + 1);
      }
    }
  }

  /** Changes weights like any run, but is not a round: nothing is counted twice. */
  #addSecond(run: SecondRan): void {
    // With the head node down nothing ran, as for a due run.
    if (run.status === "unreachable") return;
    this.#rounds.second += 1;
    this.#consumers.addRun(run);
    const { reputer, stakeShare } = run;
    this.#weights.set(reputer, { weights: this.#others.allOf(run), stakeShare });
    if (run.status === "failed") this.#failures.add(run);
  }

  /** Losses by set, for the statistics over topics. */
  series(): TopicLosses {
    return this.#accuracy.series();
  }

  /** The same for every combination. */
  byCombination(): CombinationLosses {
    return this.#accuracy.byCombination();
  }

  result(): ReplaySummary {
    const { topic, logic, engine, seed, values, loss, start, end, workers } = this.started;
    const { inferenceCadence, weightCadence } = this.started;
    const coverage = this.#coverage.result({ start, inferenceCadence, weightCadence });
    const judged = {
      rounds: { ...this.#rounds },
      sets: { ...this.#sets },
      errors: this.#accuracy.losses(),
      against: this.#accuracy.against(this.#horizon()),
      weighting: this.#weighting.result(),
      coverage,
    };
    const final = finalWeights(
      [...workers, ...this.#others.addresses],
      [...this.#weights.values()],
    );
    const accuracies = this.#workerLosses.result();
    const scores = workerScores(workers, accuracies, final, this.#rewards);
    const paid = scores.map((score) => ({ ...score, share: score.rewardShare ?? 0 }));
    const part = this.options.bestWorkerPart ?? 0.5;
    return {
      topic,
      logic,
      engine,
      seed,
      values,
      loss,
      inferenceCadence,
      weightCadence,
      start,
      end,
      workers,
      complete: this.#ended !== null,
      withheld: this.#ended?.withheld ?? 0,
      rounding: this.#ended?.rounding ?? { inferences: 0, worst: 0 },
      ...judged,
      verdict: verdictOf({ ...judged, alike: this.#alike }),
      failures: this.#failures.result(),
      accuracy: this.#accuracy.accuracy(),
      naive: this.#accuracy.naive(),
      calibration: this.#calibrated(),
      classes: this.#classes.result(values.classes),
      best: bestWorker(
        workers,
        accuracies,
        Math.max(MIN_SETS, Math.ceil(part * this.#sets.compared)),
      ),
      workerScores: scores,
      missing: costToTheGood(accuracies, this.#weighting),
      responses: this.#responses.result(),
      rewards: this.#rewards.result(rewardSkillCorrelation(paid)),
      fuel: this.#fuel.result(),
      payload: this.#payload.result(),
      finalWeights: final,
      host: { ...this.started.host, others: this.#ended?.otherHosts ?? [] },
      halt: this.#halt,
      consumers: this.#consumers.result(),
      notes: [...this.#notes].map(([text, rounds]) => ({ text, rounds })),
    };
  }

  #calibrated(): ReplaySummary["calibration"] {
    const weighted = this.#calibration.weighted.result();
    const equal = this.#calibration.equal.result();
    return weighted === null || equal === null ? null : { weighted, equal };
  }

  #horizon(): number {
    return this.options.horizon ?? horizonOf(this.#coverage.lags(), this.started.inferenceCadence);
  }
}

/** Whether two losses differ by more than rounding. */
function differ(one: number, other: number): boolean {
  return Math.abs(one - other) > 1e-9 * Math.max(one, other);
}
