import { countRounds, planRounds, windowStart, type PlannedRound } from "../chain/schedule.js";
import { WEIGHT_SCALE } from "../chain/weight.js";
import { replayErrors } from "../errors/replay-errors.js";
import { fault } from "../errors/weightkit-error.js";
import {
  FACTS_VERSION,
  type Fact,
  type ReplayStarted,
  type RoundRan,
  type SetCommitted,
} from "./facts.js";
import { ONLY_REPUTER, type ReplayPlan } from "./plan.js";
import { RoundRunner } from "./round-runner.js";
import { commitSet, Rounding, setEnd, type HistorySet } from "./sets.js";
import { truthKnown, truthRow } from "./truth-index.js";

const MAX_ROUNDS = 1_000_000;
const decoder = new TextDecoder();

/**
 * Replays one topic's history against weight logic as chain, head node and runtime would (protocol sections 2 to 6), and
 * tells what happened, in order of block time; at one block time the round comes first, as the chain decides on the state
 * before the block. Pure: the same plan gives the same facts. The logic sees nothing of the truth but what `plan.http`
 * answers for the block time.
 * @throws WeightkitError WK600-WK603 before the first fact. What the logic does wrong is a failed round, never an error.
 */
export function* replay(plan: ReplayPlan): Generator<Fact, void, undefined> {
  checkPlan(plan);
  yield* new TopicReplay(plan).run();
}

function checkPlan(plan: ReplayPlan): void {
  const { history, cadences } = plan;
  const { inferences } = history;
  if (inferences.length === 0) throw fault(replayErrors.noInferences, { topic: history.topic });
  checkCadence("weightCadence", cadences.weight);
  checkCadence("inferenceCadence", cadences.inference);
  const scale = plan.valueScale ?? 1;
  if (!(scale > 0 && Number.isFinite(scale))) throw fault(replayErrors.badScale, { scale });
  const limit = plan.maxRounds ?? MAX_ROUNDS;
  const [first, last] = span(plan);
  const rounds = countRounds(first, last, cadences.weight);
  if (rounds > limit) {
    throw fault(replayErrors.tooManyRounds, { rounds, limit, cadence: cadences.weight });
  }
}

function checkCadence(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw fault(replayErrors.badCadence, { name, value, least: 1 });
  }
}

/** Times of the first and the last set. */
function span({ history }: ReplayPlan): readonly [number, number] {
  const { timestamps, length } = history.inferences;
  return [timestamps[0] ?? 0, timestamps[length - 1] ?? 0];
}

class TopicReplay {
  readonly #runner: RoundRunner;
  readonly #rounding = new Rounding();
  /** Sets that a coming round may see, oldest first. */
  #pending: HistorySet[] = [];
  #row = 0;
  #sets = 0;
  #inferences = 0;
  #leftOut = 0;
  #runs = 0;
  #failed = 0;

  constructor(readonly plan: ReplayPlan) {
    this.#runner = new RoundRunner(plan, 1);
  }

  *run(): Generator<Fact, void, undefined> {
    const { plan } = this;
    const rounds = [...planRounds(...span(plan), plan.cadences.weight, plan.disturbances)];
    yield this.#started(rounds);
    for (const round of rounds) {
      while (this.#nextTime() < round.blockTime) yield this.#commitNext(round.index, rounds);
      const window = this.#pending;
      this.#pending = round.skipped ? window.slice() : [];
      // A set of the same block is made with the weights from before the round, but is not in its window.
      const same = this.#nextTime() === round.blockTime;
      const set = same ? this.#commitNext(round.index + 1, rounds) : null;
      yield this.#ran(round, window);
      if (set !== null) yield set;
    }
    yield {
      kind: "ended",
      rounds: this.#runs,
      failed: this.#failed,
      sets: this.#sets,
      inferences: this.#inferences,
      leftOut: this.#leftOut,
      rounding: { inferences: this.#rounding.inferences, worst: this.#rounding.worst },
    };
  }

  #started(rounds: readonly PlannedRound[]): ReplayStarted {
    const { plan } = this;
    const { name, sha256 } = plan.logic.logic;
    return {
      kind: "started",
      version: FACTS_VERSION,
      topic: plan.history.topic,
      workers: plan.history.inferences.workers,
      inferenceCadence: plan.cadences.inference,
      weightCadence: plan.cadences.weight,
      start: rounds[0]?.blockTime ?? 0,
      end: rounds.at(-1)?.blockTime ?? 0,
      logic: { name, sha256 },
      engine: plan.engine,
      seed: plan.seed,
    };
  }

  /** Timestamp of the next set, or infinity. */
  #nextTime(): number {
    const { timestamps, length } = this.plan.history.inferences;
    return this.#row < length ? (timestamps[this.#row] ?? Infinity) : Infinity;
  }

  /** Commits the next set of the history, to be seen by a round from index `seenFrom` on. */
  #commitNext(seenFrom: number, rounds: readonly PlannedRound[]): SetCommitted {
    const columns = this.plan.history.inferences;
    const end = setEnd(columns, this.#row);
    const set = commitSet(columns, this.#row, end, this.plan.valueScale ?? 1, this.#rounding);
    this.#row = end;
    this.#pending.push(set);
    this.#sets++;
    this.#inferences += set.workerIds.length;
    this.#leftOut += set.leftOut.length;
    return this.#committed(set, this.#roundOf(set.timestamp, seenFrom, rounds));
  }

  /** Block time of the round that sees a set, of those from `index` on. */
  #roundOf(timestamp: number, index: number, rounds: readonly PlannedRound[]): number | null {
    let at = index;
    while (rounds[at]?.skipped === true) at++;
    const round = rounds[at];
    const seen = round !== undefined && windowStart(round, this.plan.cadences.weight) <= timestamp;
    return seen ? round.blockTime : null;
  }

  #committed(set: HistorySet, roundAt: number | null): SetCommitted {
    const { truth } = this.plan.history;
    const row = truthRow(truth, set.timestamp);
    const scale = this.plan.valueScale ?? 1;
    const { weights } = this.#runner;
    return {
      kind: "set",
      timestamp: set.timestamp,
      workerIds: set.workerIds,
      values: set.stored.map((uint) => uint / scale),
      given: set.given,
      weights: Float64Array.from(set.workerIds, (worker) => weights.get(0, worker) / WEIGHT_SCALE),
      weighted: !weights.empty,
      leftOut: set.leftOut,
      truth: row < 0 ? null : (truth.values[row] ?? null),
      truthAvailableAt: row < 0 ? null : (truth.availableAt[row] ?? null),
      roundAt,
    };
  }

  #ran(round: PlannedRound, window: readonly HistorySet[]): RoundRan {
    const from = windowStart(round, this.plan.cadences.weight);
    const sets = window.filter((set) => set.timestamp >= from);
    const inferences = sets.reduce((sum, set) => sum + set.workerIds.length, 0);
    const workers = this.plan.history.inferences.workers.length;
    const common = {
      kind: "round",
      index: round.index,
      reputer: ONLY_REPUTER,
      blockTime: round.blockTime,
      windowFrom: round.lastRan === 0 ? 0 : from,
      sets: sets.length,
      inferences,
      scorable: this.#scorable(sets, round.blockTime),
    } as const;
    if (round.skipped) {
      const weights = this.#runner.weights.fractions(0, workers);
      return {
        ...common,
        status: "skipped",
        exitCode: 0,
        fuel: null,
        failure: null,
        stderr: "",
        notes: [],
        weights,
      };
    }
    const { outcome, failure, notes } = this.#runner.run(sets, round.blockTime, round.index, 0);
    this.#runs++;
    if (failure !== null) this.#failed++;
    return {
      ...common,
      status: failure === null ? "committed" : "failed",
      exitCode: outcome.exitCode,
      fuel: outcome.fuel,
      failure,
      stderr: decoder.decode(outcome.stderr),
      notes,
      weights: this.#runner.weights.fractions(0, workers),
    };
  }

  #scorable(sets: readonly HistorySet[], blockTime: number): number {
    let count = 0;
    for (const set of sets) {
      if (truthKnown(this.plan.history.truth, set.timestamp, blockTime))
        count += set.workerIds.length;
    }
    return count;
  }
}
