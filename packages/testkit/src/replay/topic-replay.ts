import { identityOf } from "../logic/identity.js";
import { NUMBERS } from "../kinds/value-model.js";
import { countAttached } from "../chain/attachments.js";
import type { Host } from "../chain/hosts/host.js";
import type { PlannedRound } from "../chain/hosts/schedule.js";
import {
  FACTS_VERSION,
  type Fact,
  type HostHalted,
  type LogicRan,
  type ReplayEnded,
  type ReplayStarted,
  type RewardsPaid,
  type RoundRan,
  type SecondRan,
  type SetCommitted,
  type UsedTruth,
} from "./facts.js";
import { Participants } from "./participants.js";
import { otherHosts } from "./other-hosts.js";
import type { TopicPlan } from "./plan.js";
import { RewardEpochs } from "./reward-epochs.js";
import {
  RoundRunner,
  type RoundSaved,
  type RunResult,
  type RunsNeeded,
  type RunWindow,
} from "./round-runner.js";
import type { RoundSelection } from "./round-selection.js";
import { spanOf } from "./schedule.js";
import { commitSet, Rounding, setEnd, type CommitRules, type HistorySet } from "./sets.js";
import { typicalTruth } from "../history/typical-truth.js";
import { knownTruthRow, truthRow } from "../history/truth-lookup.js";
import type { RunOutcome } from "../runtime/engine.js";

const decoder = new TextDecoder();

/** A replay's next step: a fact, runs whose outcomes it needs to go on, or a round that was to be saved. */
export type Step = Fact | RunsNeeded | RoundSaved;

/** A replay's steps. `next` is given the outcomes of the runs that the last step needed, in their order; else none. */
export type Steps<Yield extends Step = Step> = Generator<Yield, void, readonly RunOutcome[]>;

interface HistoryWindow extends RunWindow {
  readonly sets: readonly HistorySet[];
}

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
  /** Inferences with something attached. */
  #attached = 0;
  #runs = 0;
  #secondRuns = 0;
  #failed = 0;
  #failedButSubmitted = 0;
  /** Sets that a run saw although they were older than one weight cadence. */
  #overdueSets = 0;
  /** Sets that no run sees. */
  #unseenSets = 0;

  constructor(
    readonly plan: TopicPlan,
    readonly host: Host,
    readonly rounds: readonly PlannedRound[],
    readonly engine: string,
    selection: RoundSelection | null,
  ) {
    this.#participants = new Participants(plan);
    this.#runner = new RoundRunner(plan, host, this.#participants, engine, selection);
    this.#epochs = this.#rewardEpochs();
    this.#rules = {
      scale: host.integers ? (plan.valueScale ?? 1) : null,
      registered: (worker) => this.#participants.workerTakesPart(worker),
    };
  }

  *steps(): Steps {
    yield this.#started();
    for (const [at, round] of this.rounds.entries()) {
      const { blockTime } = round;
      for (let time = this.#nextTime(); time < blockTime; time = this.#nextTime()) {
        yield* this.#payUntil(time, false);
        yield this.#commitNext(at);
      }
      yield* this.#payUntil(blockTime, false);
      this.#participants.advance(blockTime);
      const window = this.#window(round);
      // What else happens in this block is done with the weights from before the round, and comes after it.
      const set = this.#nextTime() === blockTime ? this.#commitNext(at + 1) : null;
      const paid = [...(this.#epochs?.payUntil(blockTime, true) ?? [])];
      yield* this.#ran(round, window, this.rounds[at + 1]);
      if (set !== null) yield set;
      yield* paid;
    }
    yield this.#ended();
  }

  /** The sets that a run sees; those that no later run does are forgotten. */
  #window({ windowFrom, blockTime, index, second }: PlannedRound): HistoryWindow {
    if ((this.#pending[0]?.timestamp ?? windowFrom) < windowFrom) {
      this.#pending = this.#pending.filter(({ timestamp }) => timestamp >= windowFrom);
    }
    // Sets that come later are pushed to a separate list.
    const sets = this.#pending;
    this.#pending = sets.slice();
    return { sets, blockTime, index, second };
  }

  #rewardEpochs(): RewardEpochs | null {
    const { economy, history, cadences } = this.plan;
    if (economy === undefined) return null;
    return new RewardEpochs({
      economy,
      host: this.host,
      participants: this.#participants,
      weights: this.#runner.weights,
      workers: history.inferences.workers.length,
      addresses: this.#runner.addresses,
      reputerIds: this.#runner.reputerIds,
      inferenceCadence: cadences.inference,
      genesis: economy.genesis ?? spanOf(this.plan)[0],
    });
  }

  #started(): ReplayStarted {
    const { plan } = this;
    return {
      kind: "started",
      version: FACTS_VERSION,
      topic: plan.history.topic,
      host: { name: this.host.name, title: this.host.title },
      workers: plan.history.inferences.workers,
      values: plan.values ?? NUMBERS,
      inferenceCadence: plan.cadences.inference,
      weightCadence: plan.cadences.weight,
      start: Math.min(spanOf(plan)[0], plan.blocks?.[0] ?? Infinity),
      end: this.rounds.at(-1)?.blockTime ?? spanOf(plan)[1],
      typicalTruth: typicalTruth(plan.history.truth),
      logic: identityOf(plan.logic),
      engine: this.engine,
      seed: plan.seed,
    };
  }

  #ended(): ReplayEnded {
    return {
      kind: "ended",
      rounds: this.#runs,
      secondRuns: this.#secondRuns,
      failed: this.#failed,
      sets: this.#sets,
      inferences: this.#inferences,
      leftOut: this.#leftOut,
      withheld: this.host.handsAttachments ? 0 : this.#attached,
      otherHosts: otherHosts(this.host, {
        rounds: this.rounds.filter(({ second }) => !second).length,
        secondRuns: this.#secondRuns,
        failedButSubmitted: this.#failedButSubmitted,
        overdueSets: this.#overdueSets,
        unseenSets: this.#unseenSets,
        fractions: this.#rounding.fractions,
        attached: this.#attached,
        reputers: this.#participants.reputers.length,
        rewards: this.#epochs !== null,
      }),
      rounding: { inferences: this.#rounding.inferences, worst: this.#rounding.worst },
    };
  }

  *#payUntil(time: number, inclusive: boolean): Steps<RewardsPaid | HostHalted> {
    for (const paid of this.#epochs?.payUntil(time, inclusive) ?? []) yield paid;
  }

  /** Timestamp of the next set, or infinity. */
  #nextTime(): number {
    const { timestamps, length } = this.plan.history.inferences;
    return this.#row < length ? (timestamps[this.#row] ?? Infinity) : Infinity;
  }

  /** Commits the next set of the history, to be seen by the rounds from position `at` on. */
  #commitNext(at: number): SetCommitted {
    const columns = this.plan.history.inferences;
    const end = setEnd(columns, this.#row);
    this.#participants.advance(columns.timestamps[this.#row] ?? 0);
    const set = commitSet(columns, this.#row, end, this.#rules, this.#rounding);
    this.#row = end;
    // An empty set: the host stores inferences, so there is nothing to store (docs/decisions/empty-sets.md).
    const stored = set.workerIds.length > 0;
    if (stored) this.#pending.push(set);
    // Liveness counts every message of a block, also those that another replaced.
    this.#epochs?.count(set.workerIds);
    this.#epochs?.count(set.replaced);
    this.#sets += 1;
    this.#inferences += set.workerIds.length;
    this.#leftOut += set.leftOut.length;
    this.#attached += countAttached(set.attachments, set.workerIds.length);
    const roundAt = stored ? this.#roundOf(set.timestamp, at) : null;
    if (stored && roundAt === null) this.#unseenSets += 1;
    return this.#committed(set, roundAt);
  }

  /** Block time of the due round that sees a set, of those from position `at` on. */
  #roundOf(timestamp: number, at: number): number | null {
    let round = this.rounds[at];
    while (round?.second === true) round = this.rounds[(at += 1)];
    if (round === undefined || round.status !== "runs") return null;
    return round.windowFrom <= timestamp ? round.blockTime : null;
  }

  #committed(set: HistorySet, roundAt: number | null): SetCommitted {
    const { truth } = this.plan.history;
    const { weights } = this.#runner;
    const { scale } = this.#rules;
    const row = truthRow(truth, set.timestamp);
    const shares = this.#participants.shares();
    const ranked = new Float64Array(set.workerIds.length);
    for (const [i, worker] of set.workerIds.entries()) ranked[i] = weights.ranked(worker, shares);
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
      replaced: set.replaced,
      truth: row < 0 ? null : (truth.values[row] ?? null),
      truthText: row < 0 ? null : (truth.texts?.[row] ?? null),
      truthAvailableAt: row < 0 ? null : (truth.availableAt[row] ?? null),
      roundAt,
    };
  }

  *#ran(
    round: PlannedRound,
    window: HistoryWindow,
    next: PlannedRound | undefined,
  ): Steps<RoundRan | SecondRan | RunsNeeded | RoundSaved> {
    const { sets } = window;
    const about = this.#about(round, sets);
    if (round.status !== "runs") {
      for (const reputer of this.#participants.activeReputers()) {
        const ending = { ...NOT_RUN, status: round.status };
        yield this.#runFact(about, reputer, { used: null, payloadBytes: null, ending });
      }
      return;
    }
    const { weight } = this.plan.cadences;
    this.#overdueSets += sets.filter(
      ({ timestamp }) => timestamp < round.blockTime - weight,
    ).length;
    // The next block's run sees this block's set, which is stored by now, and no result of this run.
    const then = next?.followsRun === true && next.status === "runs" ? this.#window(next) : null;
    const { payloadBytes, results } = yield* this.#runner.run(window, then);
    for (const result of results) {
      if (round.second) this.#secondRuns += 1;
      else this.#runs += 1;
      if (result.failure !== null) {
        this.#failed += 1;
        if (result.stored !== null) this.#failedButSubmitted += 1;
      }
      const used = this.#used(sets, round.blockTime, result.outcome);
      yield this.#runFact(about, result.reputer, { used, payloadBytes, ending: ending(result) });
    }
  }

  #about(round: PlannedRound, sets: readonly HistorySet[]): About {
    return {
      kind: round.second ? "second" : "round",
      index: round.index,
      blockTime: round.blockTime,
      windowFrom: round.lastRan === 0 ? 0 : round.windowFrom,
      sets: sets.length,
      inferences: sets.reduce((sum, set) => sum + set.workerIds.length, 0),
      scorable: this.#scorable(sets, round.blockTime),
    };
  }

  /** A reputer's run, and its weights as they stand. Field by field: V8 takes many times as long to spread several objects into one. */
  #runFact(
    { kind, index, blockTime, windowFrom, sets, inferences, scorable }: About,
    reputer: number,
    { used, payloadBytes, ending }: Ran,
  ): RoundRan | SecondRan {
    const { addresses, weights } = this.#runner;
    const workers = this.plan.history.inferences.workers.length;
    const all = weights.fractions(reputer, addresses.length);
    return {
      kind,
      index,
      blockTime,
      windowFrom,
      sets,
      inferences,
      scorable,
      used,
      payloadBytes,
      reputer: this.#participants.reputers[reputer]?.address ?? "",
      stakeShare: this.#participants.shares()[reputer] ?? 0,
      weights: addresses.length === workers ? all : all.slice(0, workers),
      others: addresses.slice(workers).flatMap((address, i) => {
        const weight = all[workers + i] ?? NaN;
        return Number.isNaN(weight) ? [] : [{ address, weight }];
      }),
      status: ending.status,
      submitted: ending.submitted,
      exitCode: ending.exitCode,
      fuel: ending.fuel,
      memoryPages: ending.memoryPages,
      failure: ending.failure,
      stderr: ending.stderr,
      notes: ending.notes,
    };
  }

  /**
   * The scorable sets whose truth a run asked for and got: those whose timestamp was in the URL of an answered request. Null where it
   * need not ask, or nobody knows what it asks: it has no URL and made no request, or it is a program outside, which counts no fuel.
   */
  #used(
    sets: readonly HistorySet[],
    blockTime: number,
    { exchanges, fuel }: RunOutcome,
  ): UsedTruth | null {
    const unknown = this.plan.route == null || fuel === null;
    if (exchanges.length === 0 && unknown) return null;
    const got = new Set(
      exchanges.flatMap(({ request: { method, url }, response }) =>
        method === "GET" && response?.status === 200 ? (url.match(/\d+/g) ?? []).map(Number) : [],
      ),
    );
    const used = sets.filter(
      ({ timestamp }) =>
        got.has(timestamp) && knownTruthRow(this.plan.history.truth, timestamp, blockTime) >= 0,
    );
    const inferences = used.reduce((sum, { workerIds }) => sum + workerIds.length, 0);
    return { sets: used.length, inferences };
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

/** What all runs of a round have in common. */
type About = Pick<
  RoundRan | SecondRan,
  "kind" | "index" | "blockTime" | "windowFrom" | "sets" | "inferences" | "scorable"
>;

type Ran = Pick<LogicRan, "used" | "payloadBytes"> & { readonly ending: Ending };

type Ending = Pick<
  LogicRan,
  "status" | "submitted" | "exitCode" | "fuel" | "memoryPages" | "failure" | "stderr" | "notes"
>;

const NOT_RUN: Omit<Ending, "status"> = {
  submitted: false,
  exitCode: 0,
  fuel: null,
  memoryPages: 0,
  failure: null,
  stderr: "",
  notes: [],
};

function ending({ outcome, failure, notes, stored }: RunResult): Ending {
  return {
    status: failure === null ? "committed" : "failed",
    submitted: stored !== null,
    exitCode: outcome.exitCode,
    fuel: outcome.fuel,
    memoryPages: outcome.memoryPages,
    failure,
    stderr: outcome.stderr.length === 0 ? "" : decoder.decode(outcome.stderr),
    notes,
  };
}
