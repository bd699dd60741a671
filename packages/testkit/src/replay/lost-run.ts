import { replayErrors } from "../errors/replay-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { PreparedLogic, RunOutcome } from "../runtime/engine.js";
import { lostOutcome } from "../runtime/lost-outcome.js";

/** A run of a topic that took its thread down with it. */
export interface LostRun {
  /** Counts the topic's runs from 0. */
  readonly run: number;
  /** What is left of it. */
  readonly outcome: RunOutcome;
  /** What stands for each run after it. */
  readonly after: RunOutcome;
}

export function lostRun(run: number, error: WeightkitError): LostRun {
  const after = fault(replayErrors.notStarted, { code: error.code });
  return { run, outcome: lostOutcome(error), after: lostOutcome(after) };
}

/** Begun runs of a topic's job, shared with whoever waits for it. */
export function runCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Logic that counts its runs, and makes none from the lost one on: each would take as long, or a thread. */
export function runsUntil(
  logic: PreparedLogic,
  begun: Int32Array,
  lost: LostRun | null,
): PreparedLogic {
  return {
    logic: logic.logic,
    run(request) {
      const run = Atomics.add(begun, 0, 1);
      if (lost === null || run < lost.run) return logic.run(request);
      return run === lost.run ? lost.outcome : lost.after;
    },
  };
}

/** Lets through what a second replay gives that the first had not given yet: both give the same, in the same order. */
export class OnceOnly {
  #given = 0;
  #known = 0;

  /** Begins the second replay. */
  again(): void {
    this.#known = this.#given;
  }

  fresh<Item>(items: readonly Item[]): readonly Item[] {
    const fresh = items.slice(this.#known);
    this.#known -= items.length - fresh.length;
    this.#given += fresh.length;
    return fresh;
  }
}
