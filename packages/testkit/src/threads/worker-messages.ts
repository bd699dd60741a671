import { WeightkitError } from "../errors/weightkit-error.js";
import type { ErrorReport } from "../errors/weightkit-error.js";
import type { ExitCode } from "../errors/exit-code.js";

/** What the pool gives a new worker. */
export interface WorkerStart {
  /** Shared by pool and worker: see {@link BEAT}. */
  readonly beat: SharedArrayBuffer;
}

/**
 * Cells of the shared Int32Array. `count` counts beginnings and ends of runs, so it is odd during a run; `stop` is 1 when the
 * job is not wanted any more; `unread` counts messages that were sent and not yet read; `preparing` is 1 while the thread compiles.
 */
export const BEAT = { cells: 4, count: 0, stop: 1, unread: 2, preparing: 3 } as const;

/** `load`: code that a task will need. `end`: the thread is to let go of everything and end by itself. */
export type ToWorker =
  Task | { readonly kind: "load"; readonly module: string } | { readonly kind: "end" };

/** An object that the thread keeps, by its place there; with the object when it is new to the thread. */
export interface KeptPart {
  readonly at: number;
  readonly value?: unknown;
}

export interface Task {
  readonly kind: "task";
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
  /** What the job has in common with others, or null. */
  readonly kept: KeptPart | null;
  /** Messages that may wait to be read before the job waits for its reader. */
  readonly mostUnread: number;
}

export type FromWorker<Message, Result> =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "result"; readonly result: Result }
  | { readonly kind: "error"; readonly error: CarriedError };

/** An error as it passes between threads. */
export type CarriedError =
  | {
      readonly kind: "weightkit";
      readonly report: ErrorReport;
      readonly exit: ExitCode;
      readonly others: readonly CarriedError[];
    }
  | { readonly kind: "other"; readonly message: string; readonly stack: string };

export function carry(error: unknown): CarriedError {
  if (error instanceof WeightkitError) {
    const { exit, others } = error;
    return { kind: "weightkit", report: error.report(), exit, others: others.map(carry) };
  }
  if (error instanceof Error)
    return { kind: "other", message: error.message, stack: error.stack ?? "" };
  return { kind: "other", message: String(error), stack: "" };
}

export function uncarry(carried: CarriedError): Error {
  if (carried.kind === "other") {
    const error = new Error(carried.message);
    if (carried.stack !== "") error.stack = carried.stack;
    return error;
  }
  const { report, exit } = carried;
  const others = carried.others.map(uncarry).filter((it) => it instanceof WeightkitError);
  const place = report.place === null ? {} : { place: report.place };
  return new WeightkitError({ ...report, exit }, { others, ...place });
}
