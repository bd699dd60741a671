import { Worker } from "node:worker_threads";
import { runtimeErrors } from "../errors/runtime-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { JobReference } from "./job.js";
import { jobModule } from "./job-module.js";
import { resolveModule } from "./resolve-module.js";
import { Watchdog } from "./watchdog.js";
import { BEAT, uncarry } from "./worker-messages.js";
import type { FromWorker, KeptPart, Task, ToWorker, WorkerStart } from "./worker-messages.js";

const WORKER = "@weightkit/testkit/internal/threads/pool-worker";
/** Milliseconds that an abandoned job gets to finish its run. */
const TO_STOP = 2000;
/** Milliseconds for an idle thread to end by itself, which takes as long as V8 still compiles for any thread. */
const TO_END = 30_000;
/**
 * Largest JavaScript heap of a thread, MiB. A thread that needs more ends alone; without it an array that grows forever, as a decoder's
 * may on damaged data, aborts the whole process. WebAssembly memory is not part of it.
 */
const MAX_HEAP = 1024;

/** Most objects that a thread keeps: some logics that take turns. */
const MAX_KEPT = 4;

export interface JobOptions<Message, Kept = undefined> {
  /** What many jobs have, and is too large to be sent with each: see `JobContext.kept`. */
  readonly kept?: Kept;
  /**
   * Milliseconds that one run inside the job may take before the job's thread is ended; 10,000 when left out. Where the
   * engine's own timer guards the runs, give it more than `limits.milliseconds`: it is then the second line only.
   */
  readonly runMilliseconds?: number;
  /** @param read To be called when the message has been dealt with; see `mostUnread`. */
  readonly onMessage?: (message: Message, read: () => void) => void;
  /**
   * Messages that may be waiting for their `read`: a job that is that far ahead waits. Without it nothing waits, and `read` need
   * not be called.
   */
  readonly mostUnread?: number;
  /** Gives the job up when aborted: it ends at its next run or message, or, when none comes, with its thread. */
  readonly signal?: AbortSignal;
}

/** One thread of a pool and its watchdog. Runs one job at a time. */
export class PoolThread {
  /** Whether it can be given a job. */
  alive = true;
  readonly #beat = new Int32Array(new SharedArrayBuffer(4 * BEAT.cells));
  readonly #worker: Worker;
  readonly #gone: Promise<void>;
  /** What the thread keeps for later jobs, and how much was ever sent for it to keep. */
  readonly #kept: unknown[] = [];
  #sent = 0;

  constructor() {
    const workerData: WorkerStart = { beat: this.#beat.buffer };
    this.#worker = new Worker(resolveModule(WORKER), {
      workerData,
      stdout: false,
      stderr: false,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP },
    });
    this.#worker.unref();
    // The job in which it died reports why; an idle thread is just not used again.
    this.#worker.on("error", () => (this.alive = false));
    this.#gone = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        this.alive = false;
        resolve();
      });
    });
  }

  /**
   * Lets the thread end by itself once its job has stopped. Not `terminate`: that frees the thread's heap while V8 may still be
   * compiling for it in the background, and the process aborts (see docs/decisions/worker-pool.md).
   */
  async end(): Promise<void> {
    this.alive = false;
    this.#stop();
    this.#worker.ref();
    this.#post({ kind: "end" });
    const late = setTimeout(() => void this.#worker.terminate(), TO_END);
    await this.#gone;
    clearTimeout(late);
  }

  /** Loads a job's code ahead of the job. */
  load({ module }: Pick<JobReference<never, never, never>, "module">): void {
    this.#post({ kind: "load", module: jobModule(module).href });
  }

  run<Input, Message, Result, Kept>(
    { module, name }: JobReference<Input, Message, Result, Kept>,
    input: Input,
    {
      runMilliseconds = 10_000,
      mostUnread = Infinity,
      onMessage,
      signal,
      kept,
    }: JobOptions<Message, Kept>,
  ): Promise<Result> {
    const worker = this.#worker;
    const beat = this.#beat;
    const href = jobModule(module).href;
    Atomics.store(beat, BEAT.stop, 0);
    Atomics.store(beat, BEAT.unread, 0);
    return new Promise<Result>((resolve, reject) => {
      let late: NodeJS.Timeout | undefined;
      const settle = (act: () => void): void => {
        watchdog.stop();
        clearTimeout(late);
        signal?.removeEventListener("abort", onAbort);
        worker.off("message", onReply).off("error", onDeath).off("exit", onExit);
        worker.unref();
        act();
      };
      const kill = (error: unknown): void => {
        settle(() => {
          this.alive = false;
          void worker.terminate().then(() => {
            reject(toError(error));
          });
        });
      };
      const read = (): void => {
        Atomics.sub(beat, BEAT.unread, 1);
        Atomics.notify(beat, BEAT.unread);
      };
      const onReply = (reply: FromWorker<Message, Result>): void => {
        if (reply.kind === "message") {
          if (signal?.aborted !== true) onMessage?.(reply.message, read);
          return;
        }
        settle(() => {
          if (signal?.aborted === true) reject(toError(signal.reason));
          else if (reply.kind === "result") resolve(reply.result);
          else reject(uncarry(reply.error));
        });
      };
      const onDeath = (error: unknown): void => {
        const why = error instanceof Error ? error.message : String(error);
        kill(fault(runtimeErrors.threadDied, { why }, { cause: error }));
      };
      const onExit = (code: number): void => {
        kill(fault(runtimeErrors.threadDied, { why: `it exited with code ${code}` }));
      };
      const onAbort = (): void => {
        this.#stop();
        late = setTimeout(() => {
          kill(signal?.reason);
        }, TO_STOP);
      };
      const watchdog = new Watchdog(beat.buffer, runMilliseconds, () => {
        kill(fault(runtimeErrors.outOfTime, { milliseconds: runMilliseconds }));
      });
      signal?.addEventListener("abort", onAbort, { once: true });
      worker.on("message", onReply).on("error", onDeath).on("exit", onExit);
      worker.ref();
      const task: Task = {
        ...{ kind: "task", module: href, name, input, mostUnread },
        kept: kept === undefined ? null : this.#keep(kept),
      };
      this.#post(task);
    });
  }

  /** Where the thread keeps an object, with the object itself when it does not have it yet. */
  #keep(kept: unknown): KeptPart {
    const at = this.#kept.indexOf(kept);
    if (at >= 0) return { at };
    const free = this.#sent % MAX_KEPT;
    this.#sent += 1;
    this.#kept[free] = kept;
    return { at: free, value: kept };
  }

  /** Makes the job fail at its next run or message. */
  #stop(): void {
    Atomics.store(this.#beat, BEAT.stop, 1);
    Atomics.notify(this.#beat, BEAT.unread);
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
