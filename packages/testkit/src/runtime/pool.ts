import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { runtimeErrors } from "../errors/runtime-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { JobReference } from "./job.js";
import { resolveModule } from "./resolve-module.js";
import { Watchdog } from "./watchdog.js";
import { BEAT, uncarry } from "./worker-messages.js";
import type { FromWorker, ToWorker, WorkerStart } from "./worker-messages.js";

const WORKER = "@weightkit/testkit/runtime/pool-worker";

export interface JobOptions<Message> {
  /**
   * Milliseconds that one run inside the job may take before the job's thread is ended; 10,000 when left out. Where the
   * engine's own timer guards the runs, give it more than `limits.milliseconds`: it is then the second line only.
   */
  readonly runMilliseconds?: number;
  readonly onMessage?: (message: Message) => void;
  /** Ends the job's thread when aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Worker threads that run whole jobs, each watched: a run that hangs ends its own thread and job, and costs no other.
 * Threads are made when first needed and kept for the next job; idle ones do not keep the process alive.
 */
export class WorkerPool {
  private readonly idle: PoolWorker[] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly all = new Set<PoolWorker>();
  private closed = false;

  /** @param size threads at most; the machine's parallelism when left out */
  constructor(readonly size: number = availableParallelism()) {}

  /**
   * Runs a job; jobs beyond the pool's size wait for their turn.
   * @throws WeightkitError what the job throws; WK431 when a run in it took too long; WK445 when its thread died
   */
  async run<Input, Message, Result>(
    job: JobReference<Input, Message, Result>,
    input: Input,
    options: JobOptions<Message> = {},
  ): Promise<Result> {
    options.signal?.throwIfAborted();
    const worker = await this.take();
    try {
      options.signal?.throwIfAborted();
      return await worker.run(job, input, options);
    } finally {
      this.giveBack(worker);
    }
  }

  /** Ends all threads; running jobs fail. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.all].map((worker) => worker.terminate()));
    this.all.clear();
    this.idle.length = 0;
  }

  private async take(): Promise<PoolWorker> {
    for (;;) {
      if (this.closed) throw new Error("The pool is closed");
      const free = this.idle.pop();
      if (free !== undefined) return free;
      if (this.all.size < this.size) {
        const worker = new PoolWorker();
        this.all.add(worker);
        return worker;
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private giveBack(worker: PoolWorker): void {
    if (worker.alive && !this.closed) this.idle.push(worker);
    else this.all.delete(worker);
    this.waiting.shift()?.();
  }
}

/** One thread and its watchdog. */
class PoolWorker {
  alive = true;
  private readonly beat = new SharedArrayBuffer(4 * BEAT.cells);
  private readonly worker: Worker;

  constructor() {
    const workerData: WorkerStart = { beat: this.beat };
    this.worker = new Worker(resolveModule(WORKER), { workerData, stdout: false, stderr: false });
    this.worker.unref();
  }

  async terminate(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }

  run<Input, Message, Result>(
    { module, name }: JobReference<Input, Message, Result>,
    input: Input,
    { runMilliseconds = 10_000, onMessage, signal }: JobOptions<Message>,
  ): Promise<Result> {
    const { worker } = this;
    const task: ToWorker = { module: resolveModule(module).href, name, input };
    return new Promise<Result>((resolve, reject) => {
      const settle = (act: () => void): void => {
        watchdog.stop();
        signal?.removeEventListener("abort", onAbort);
        worker.off("message", onReply).off("error", onDeath).off("exit", onExit);
        worker.unref();
        act();
      };
      const kill = (error: unknown): void => {
        settle(() => {
          void this.terminate().then(() => {
            reject(error instanceof Error ? error : new Error(String(error)));
          });
        });
      };
      const onReply = (reply: FromWorker<Message, Result>): void => {
        if (reply.kind === "message") onMessage?.(reply.message);
        else if (reply.kind === "result")
          settle(() => {
            resolve(reply.result);
          });
        else
          settle(() => {
            reject(uncarry(reply.error));
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
        kill(signal?.reason);
      };
      const watchdog = new Watchdog(this.beat, runMilliseconds, () => {
        kill(fault(runtimeErrors.outOfTime, { milliseconds: runMilliseconds }));
      });
      signal?.addEventListener("abort", onAbort, { once: true });
      worker.on("message", onReply).on("error", onDeath).on("exit", onExit);
      worker.ref();
      worker.postMessage(task);
    });
  }
}
