import { NUMBERS } from "../kinds/value-model.js";
import { windowStart, type PlannedRound } from "../chain/schedule.js";
import {
  FACTS_VERSION,
  type Fact,
  type ReplayEnded,
  type ReplayStarted,
  type RewardsPaid,
  type RoundRan,
  type SetCommitted,
} from "./facts.js";
import { Participants } from "./participants.js";
import type { TopicPlan } from "./plan.js";
import { RewardEpochs } from "./reward-epochs.js";
import { RoundRunner, type RunResult, type RunsNeeded } from "./round-runner.js";
import { commitSet, Rounding, setEnd, type CommitRules, type HistorySet } from "./sets.js";
import { knownTruthRow, truthRow } from "../history/truth-lookup.js";
import type { RunOutcome } from "../runtime/engine.js";

const decoder = new TextDecoder();

/** What a replay comes to next: a fact, or runs whose outcomes it needs to go on. */
export type Step = Fact | RunsNeeded;

/** A replay's steps. `next` is given the outcomes of the runs that the last step needed, in their order; else none. */
export type Steps<Yield extends Step = Step> = Generator<Yield, void, readonly RunOutcome[]>;

/** One replay in progress: joins the history's sets, the planned rounds and the reward epochs on one clock. */
export class TopicReplay {
  readonly #participants: Participants;
  readonly #runner: RoundRunner;
  readonly #epochs: RewardEpochs | null;
  readonly #rules: CommitRules;
  readonly #rounding = new Rounding();
  /** Sets that a coming round may see, oldest first. */
  #pending: HistorySet[] = [];
  #row = 0;
  #sets = 0;
  #inferences = 0;
  #leftOut = 0;
  #runs = 0;
  #failed = 0;

  constructor(
    readonly plan: TopicPlan,
    readonly rounds: readonly PlannedRound[],
    readonly engine: string,
  ) {
    this.#participants = new Participants(plan);
    this.#runner = new RoundRunner(plan, this.#participants);
    this.#epochs = this.#rewardEpochs();
    this.#rules = {
      scale: plan.profile === "seed" ? null : (plan.valueScale ?? 1),
      registered: (worker, time) => this.#participants.workerTakesPart(worker, time),
    };
  }

  *steps(): Steps {
    yield this.#started();
    for (const round of this.rounds) {
      const { blockTime, index } = round;
      for (let time = this.#nextTime(); time < blockTime; time = this.#nextTime()) {
        yield* this.#payUntil(time, false);
        yield this.#commitNext(index);
      }
      yield* this.#payUntil(blockTime, false);
      const window = this.#pending;
      this.#pending = round.skipped ? window.slice() : [];
      // What else happens in this block is done with the weights from before the round, and comes after it.
      const set = this.#nextTime() === blockTime ? this.#commitNext(index + 1) : null;
      const paid = [...(this.#epochs?.payUntil(blockTime, true) ?? [])];
      yield* this.#ran(round, window);
      if (set !== null) yield set;
      yield* paid;
    }
    yield this.#ended();
  }

  #rewardEpochs(): RewardEpochs | null {
    const { economy, history, cadences } = this.plan;
    if (economy === undefined) return null;
    return new RewardEpochs({
      economy,
      participants: this.#participants,
      weights: this.#runner.weights,
      workers: history.inferences.workers.length,
      addresses: this.#runner.addresses,
      reputerIds: this.#runner.reputerIds,
      inferenceCadence: cadences.inference,
      genesis: economy.genesis ?? this.rounds[0]?.blockTime ?? 0,
    });
  }

  #started(): ReplayStarted {
    const { plan } = this;
    const { name, sha256 } = plan.logic;
    return {
      kind: "started",
      version: FACTS_VERSION,
      topic: plan.history.topic,
      workers: plan.history.inferences.workers,
      values: plan.values ?? NUMBERS,
      inferenceCadence: plan.cadences.inference,
      weightCadence: plan.cadences.weight,
      start: this.rounds[0]?.blockTime ?? 0,
      end: this.rounds[this.rounds.length - 1]?.blockTime ?? 0,
      logic: { name, sha256 },
      engine: this.engine,
      seed: plan.seed,
    };
  }

  #ended(): ReplayEnded {
    return {
      kind: "ended",
      rounds: this.#runs,
      failed: this.#failed,
      sets: this.#sets,
      inferences: this.#inferences,
      leftOut: this.#leftOut,
      rounding: { inferences: this.#rounding.inferences, worst: this.#rounding.worst },
    };
  }

  *#payUntil(time: number, inclusive: boolean): Steps<RewardsPaid> {
    for (const paid of this.#epochs?.payUntil(time, inclusive) ?? []) yield paid;
  }

  /** Timestamp of the next set, or infinity. */
  #nextTime(): number {
    const { timestamps, length } = this.plan.history.inferences;
    return this.#row < length ? (timestamps[this.#row] ?? Infinity) : Infinity;
  }

  /** Commits the next set of the history, to be seen by a round from index `seenFrom` on. */
  #commitNext(seenFrom: number): SetCommitted {
    const columns = this.plan.history.inferences;
    const end = setEnd(columns, this.#row);
    const set = commitSet(columns, this.#row, end, this.#rules, this.#rounding);
    this.#row = end;
    // Nobody in it: the host stores inferences, so there is nothing to store (docs/decisions/empty-sets.md).
    const stored = set.workerIds.length > 0;
    if (stored) this.#pending.push(set);
    this.#epochs?.count(set.workerIds);
    this.#sets++;
    this.#inferences += set.workerIds.length;
    this.#leftOut += set.leftOut.length;
    return this.#committed(set, stored ? this.#roundOf(set.timestamp, seenFrom) : null);
  }

  /** Block time of the round that sees a set, of those from `index` on. */
  #roundOf(timestamp: number, index: number): number | null {
    let at = index;
    while (this.rounds[at]?.skipped === true) at++;
    const round = this.rounds[at];
    const seen = round !== undefined && windowStart(round, this.plan.cadences.weight) <= timestamp;
    return seen ? round.blockTime : null;
  }

  #committed(set: HistorySet, roundAt: number | null): SetCommitted {
    const { truth } = this.plan.history;
    const { weights } = this.#runner;
    const { scale } = this.#rules;
    const row = truthRow(truth, set.timestamp);
    const shares = this.#participants.sharesAt(set.timestamp);
    const ranked = new Float64Array(set.workerIds.length);
    set.workerIds.forEach((worker, i) => {
      ranked[i] = weights.ranked(worker, shares);
    });
    return {
      kind: "set",
      timestamp: set.timestamp,
      workerIds: set.workerIds,
      values: scale === null ? set.stored : set.stored.map((uint) => uint / scale),
      given: set.given,
      texts: set.texts,
      weights: ranked,
      weighted: !weights.empty,
      leftOut: set.leftOut,
      truth: row < 0 ? null : (truth.values[row] ?? null),
      truthText: row < 0 ? null : (truth.texts?.[row] ?? null),
      truthAvailableAt: row < 0 ? null : (truth.availableAt[row] ?? null),
      roundAt,
    };
  }

  *#ran(round: PlannedRound, window: readonly HistorySet[]): Steps<RoundRan | RunsNeeded> {
    const from = windowStart(round, this.plan.cadences.weight);
    const sets = window.filter((set) => set.timestamp >= from);
    const about = {
      kind: "round",
      index: round.index,
      blockTime: round.blockTime,
      windowFrom: round.lastRan === 0 ? 0 : from,
      sets: sets.length,
      inferences: sets.reduce((sum, set) => sum + set.workerIds.length, 0),
      scorable: this.#scorable(sets, round.blockTime),
    } as const;
    if (round.skipped) {
      for (const reputer of this.#participants.reputersAt(round.blockTime)) {
        yield { ...about, ...this.#rowOf(reputer, round.blockTime), ...NOT_RUN };
      }
      return;
    }
    for (const result of yield* this.#runner.run(sets, round.blockTime, round.index)) {
      this.#runs++;
      if (result.failure !== null) this.#failed++;
      yield { ...about, ...this.#rowOf(result.reputer, round.blockTime), ...ending(result) };
    }
  }

  /** A reputer and its weights as they stand. */
  #rowOf(
    reputer: number,
    blockTime: number,
  ): Pick<RoundRan, "reputer" | "stakeShare" | "weights" | "others"> {
    const { addresses, weights } = this.#runner;
    const workers = this.plan.history.inferences.workers.length;
    const all = weights.fractions(reputer, addresses.length);
    return {
      reputer: this.#participants.reputers[reputer]?.address ?? "",
      stakeShare: this.#participants.sharesAt(blockTime)[reputer] ?? 0,
      weights: all.slice(0, workers),
      others: addresses.slice(workers).flatMap((address, i) => {
        const weight = all[workers + i] ?? NaN;
        return Number.isNaN(weight) ? [] : [{ address, weight }];
      }),
    };
  }

  #scorable(sets: readonly HistorySet[], blockTime: number): number {
    let count = 0;
    for (const set of sets) {
      if (knownTruthRow(this.plan.history.truth, set.timestamp, blockTime) >= 0)
        count += set.workerIds.length;
    }
    return count;
  }
}

type Ending = Pick<RoundRan, "status" | "exitCode" | "fuel" | "failure" | "stderr" | "notes">;

const NOT_RUN: Ending = {
  status: "skipped",
  exitCode: 0,
  fuel: null,
  failure: null,
  stderr: "",
  notes: [],
};

function ending({ outcome, failure, notes }: RunResult): Ending {
  return {
    status: failure === null ? "committed" : "failed",
    exitCode: outcome.exitCode,
    fuel: outcome.fuel,
    failure,
    stderr: decoder.decode(outcome.stderr),
    notes,
  };
}
