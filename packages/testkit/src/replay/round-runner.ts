import type { CommittedSet } from "../chain/committed-set.js";
import { PayloadWriter } from "../chain/payload.js";
import { WeightMatrix } from "../chain/weight-matrix.js";
import { chainErrors } from "../errors/chain-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { RunOutcome } from "../runtime/engine.js";
import type { Failure } from "../runtime/failure.js";
import { judgeOutput } from "./weights-commit.js";
import type { ReplayPlan } from "./plan.js";

/** Most addresses outside the history that the logic may give weights to. */
const MAX_STRANGERS = 10_000;
const MAX_NOTES = 20;

export interface RunResult {
  readonly outcome: RunOutcome;
  readonly failure: Failure | null;
  readonly notes: readonly string[];
}

/** Runs the logic as one reputer's head node would, and keeps what the chain stores of it. */
export class RoundRunner {
  readonly weights: WeightMatrix;
  readonly #payload = new PayloadWriter();
  readonly #ids = new Map<string, number>();
  readonly #known = (worker: string): boolean => this.#ids.has(worker);
  readonly #strangersFrom: number;

  constructor(
    readonly plan: ReplayPlan,
    reputers: number,
  ) {
    const { workers } = plan.history.inferences;
    workers.forEach((worker, id) => this.#ids.set(worker, id));
    this.#strangersFrom = workers.length;
    this.#payload.add(workers);
    this.weights = new WeightMatrix(reputers, workers.length);
  }

  /** @param sets The window, oldest first. */
  run(sets: readonly CommittedSet[], blockTime: number, index: number, reputer: number): RunResult {
    const { plan } = this;
    const outcome = plan.logic.run({
      stdin: this.#payload.write(sets, this.weights, [...Array(this.weights.reputers).keys()]),
      stdinMode: plan.stdinMode ?? "blockless",
      env: { ...plan.env, TOPIC_ID: plan.history.topic },
      args: [],
      blockTime,
      seed: runSeed(plan.seed, index),
      permissions: plan.permissions,
      http: plan.http,
    });
    const notes = [...outcome.notes];
    const failure = outcome.failure ?? this.#commit(outcome, reputer, notes);
    return { outcome, failure, notes };
  }

  #commit(outcome: RunOutcome, reputer: number, notes: string[]): Failure | null {
    const { exitCode } = outcome;
    if (exitCode !== 0) return toFailure(fault(chainErrors.nonZeroExit, { exitCode }));
    const commitment = judgeOutput(outcome.stdout, this.#known);
    if (commitment.failure !== null) return toFailure(commitment.failure);
    const strangers = this.#addStrangers(commitment.entries);
    if (strangers !== null) return toFailure(strangers);
    for (const [worker, uint] of commitment.entries) {
      this.weights.set(reputer, this.#ids.get(worker) ?? 0, uint);
    }
    for (const { code, message } of commitment.notes.slice(0, MAX_NOTES))
      notes.push(`${code}: ${message}`);
    const more = commitment.notes.length - MAX_NOTES;
    if (more > 0) notes.push(`… and ${more} more like these`);
    return null;
  }

  #addStrangers(entries: ReadonlyMap<string, number>): WeightkitError | null {
    const strangers = [...entries.keys()].filter((worker) => !this.#ids.has(worker));
    if (strangers.length === 0) return null;
    const total = this.#ids.size - this.#strangersFrom + strangers.length;
    if (total > MAX_STRANGERS) return fault(chainErrors.tooManyStrangers, { limit: MAX_STRANGERS });
    for (const worker of strangers) this.#ids.set(worker, this.#ids.size);
    this.#payload.add(strangers);
    this.weights.grow(this.#ids.size);
    return null;
  }
}

/** Another seed for every round, from the plan's: Fibonacci hashing, so that neighbours differ in many bits. */
function runSeed(seed: number, index: number): number {
  return (seed + Math.imul(index + 1, 0x9e3779b1)) >>> 0;
}

function toFailure(error: WeightkitError): Failure {
  return { ...error.report(), exit: error.exit, trace: [] };
}
