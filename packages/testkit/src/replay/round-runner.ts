import type { CommittedSet } from "../chain/committed-set.js";
import { PayloadWriter } from "../chain/payload.js";
import { seedPayload } from "../chain/hosts/seed/payload.js";
import { WeightMatrix } from "../chain/weight-matrix.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import { Random } from "../numbers/random.js";
import type { RunOutcome } from "../runtime/engine.js";
import type { Failure } from "../runtime/failure.js";
import type { Participants } from "./participants.js";
import type { ReplayPlan } from "./plan.js";
import { toFailure } from "../round/to-failure.js";
import { knownTruths } from "../round/truth-index.js";
import { judgeOutput } from "../round/weights-commit.js";

/** Most addresses outside the history that the logic may give weights to. */
const MAX_STRANGERS = 10_000;
const MAX_NOTES = 20;

/** What one reputer's run came to. */
export interface RunResult {
  /** The reputer's row. */
  readonly reputer: number;
  readonly outcome: RunOutcome;
  readonly failure: Failure | null;
  readonly notes: readonly string[];
}

/** Runs the logic as the reputers' head nodes would, and keeps what the chain stores of it. */
export class RoundRunner {
  readonly weights: WeightMatrix;
  /** Column of each reputer's own address: reputers may be weighted too. */
  readonly reputerIds: readonly number[];
  readonly #payload = new PayloadWriter();
  /** Everybody who was ever weighed or could be: workers, then other reputers, then strangers; ids index this. It grows. */
  readonly addresses: readonly string[];
  readonly #addresses: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #known = (worker: string): boolean => this.#ids.has(worker);
  readonly #most: number;

  constructor(
    readonly plan: ReplayPlan,
    readonly participants: Participants,
  ) {
    const { workers } = plan.history.inferences;
    const reputers = participants.reputers.map(({ address }) => address);
    this.weights = new WeightMatrix(reputers.length, 0);
    this.#add(workers);
    this.#add(reputers.filter((address) => !this.#ids.has(address)));
    this.reputerIds = reputers.map((address) => this.#ids.get(address) ?? 0);
    this.addresses = this.#addresses;
    this.#most = this.#addresses.length + MAX_STRANGERS;
  }

  /**
   * Runs the logic for each reputer on the same state, then commits what they printed.
   * @param sets The window, oldest first.
   */
  run(sets: readonly CommittedSet[], blockTime: number, index: number): RunResult[] {
    const { plan, participants } = this;
    const stdin = this.#stdin(sets, blockTime, index);
    const runs = participants.reputersAt(blockTime).map((reputer) => ({
      reputer,
      outcome: plan.logic.run({
        stdin,
        stdinMode: plan.stdinMode ?? "blockless",
        env: { ...plan.env, TOPIC_ID: plan.history.topic },
        args: [],
        blockTime,
        seed: runSeed(plan.seed, index, reputer),
        permissions: plan.permissions,
        http: participants.reputers[reputer]?.http ?? plan.http,
      }),
    }));
    return runs.map(({ reputer, outcome }) => {
      const notes = [...outcome.notes];
      const failure = outcome.failure ?? this.#commit(outcome, reputer, notes);
      return { reputer, outcome, failure, notes };
    });
  }

  #stdin(sets: readonly CommittedSet[], blockTime: number, index: number): Uint8Array {
    const { plan, weights } = this;
    const order = this.#order(index);
    if (plan.profile !== "seed") return this.#payload.write(sets, weights, order);
    return seedPayload({
      sets,
      weights,
      order,
      reputers: this.participants.reputers.map(({ address }) => address),
      workers: this.#addresses,
      truths: knownTruths(plan.history.truth, sets, blockTime),
    });
  }

  /** Rows in the order in which the chain meets them; the last one's weight of a worker is seen. */
  #order(index: number): number[] {
    const rows = [...this.participants.reputers.keys()];
    if (this.plan.shuffleReputers !== true) return rows;
    const random = new Random(this.plan.seed, index);
    for (let i = rows.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [rows[i], rows[j]] = [rows[j] ?? 0, rows[i] ?? 0];
    }
    return rows;
  }

  #commit(outcome: RunOutcome, reputer: number, notes: string[]): Failure | null {
    const { exitCode } = outcome;
    if (exitCode !== 0) return toFailure(fault(chainErrors.nonZeroExit, { exitCode }));
    const commitment = judgeOutput(outcome.stdout, this.#known);
    if (commitment.failure !== null) return toFailure(commitment.failure);
    const strangers = [...commitment.entries.keys()].filter((worker) => !this.#ids.has(worker));
    if (this.#addresses.length + strangers.length > this.#most) {
      return toFailure(fault(chainErrors.tooManyStrangers, { limit: MAX_STRANGERS }));
    }
    if (strangers.length > 0) this.#add(strangers);
    for (const [worker, uint] of commitment.entries) {
      this.weights.set(reputer, this.#ids.get(worker) ?? 0, uint);
    }
    notes.push(...notesOf(commitment.notes));
    return null;
  }

  #add(addresses: readonly string[]): void {
    for (const address of addresses) this.#ids.set(address, this.#addresses.push(address) - 1);
    this.#payload.add(addresses);
    this.weights.grow(this.#addresses.length);
  }
}

function notesOf(found: readonly WeightkitError[]): string[] {
  const notes = found.slice(0, MAX_NOTES).map(({ code, message }) => `${code}: ${message}`);
  const more = found.length - MAX_NOTES;
  return more > 0 ? [...notes, `… and ${more} more like these`] : notes;
}

/** Another seed for every run, from the plan's: Fibonacci hashing, so that neighbours differ in many bits. */
function runSeed(seed: number, index: number, reputer: number): number {
  return (seed + Math.imul(index + 1, 0x9e3779b1) + Math.imul(reputer, 0x85ebca6b)) >>> 0;
}
