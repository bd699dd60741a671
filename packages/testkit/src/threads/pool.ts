import { availableParallelism } from "node:os";
import type { JobReference } from "./job.js";
import { PoolThread, type JobOptions } from "./pool-thread.js";
import { leaveThread, takeSpareThread } from "./spare-threads.js";

/**
 * Worker threads that run whole jobs, each watched: a run that hangs ends its own thread and job, and costs no other.
 * Threads are made when first needed and kept for the next job; idle ones do not keep the process alive.
 */
export class WorkerPool {
  readonly #idle: PoolThread[] = [];
  readonly #all = new Set<PoolThread>();
  readonly #waiting = new Set<() => void>();
  #closed = false;

  /** @param size threads at most; the machine's parallelism when left out */
  constructor(readonly size: number = availableParallelism()) {}

  /**
   * Starts threads and has them load a job's code, while whoever will run it still reads its input.
   * @param jobs how many there will be at most
   */
  warmUp(job: Pick<JobReference<never, never, never>, "module">, jobs = Infinity): void {
    const wanted = Math.min(this.size, jobs);
    while (!this.#closed && this.#all.size < wanted) {
      const thread = this.#add();
      this.#idle.push(thread);
      thread.load(job);
    }
  }

  /**
   * Runs a job; jobs beyond the pool's size wait for their turn.
   * @throws WeightkitError what the job throws; WK431 when a run in it took too long; WK445 when its thread died
   */
  async run<Input, Message, Result, Kept = undefined>(
    job: JobReference<Input, Message, Result, Kept>,
    input: Input,
    options: JobOptions<Message, Kept> = {},
  ): Promise<Result> {
    options.signal?.throwIfAborted();
    const thread = await this.#take();
    try {
      options.signal?.throwIfAborted();
      return await thread.run(job, input, options);
    } finally {
      this.#giveBack(thread);
    }
  }

  /**
   * Lets all threads end by themselves, and ends those that do not; running and waiting jobs fail. Idle threads are left to the next
   * pool where `keepThreads` was called. To be awaited before the process may exit.
   */
  async close(): Promise<void> {
    this.#closed = true;
    for (const thread of this.#idle.splice(0)) if (leaveThread(thread)) this.#all.delete(thread);
    this.#wakeAll();
    await Promise.all([...this.#all].map((thread) => thread.end()));
    this.#all.clear();
  }

  async #take(): Promise<PoolThread> {
    for (;;) {
      if (this.#closed) throw new Error("The pool is closed");
      const free = this.#idle.pop();
      if (free?.alive === true) return free;
      if (free !== undefined) this.#all.delete(free);
      else if (this.#all.size < this.size) return this.#add();
      else await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #add(): PoolThread {
    const thread = takeSpareThread() ?? new PoolThread();
    this.#all.add(thread);
    return thread;
  }

  #giveBack(thread: PoolThread): void {
    if (this.#closed) return;
    if (thread.alive) this.#idle.push(thread);
    else this.#all.delete(thread);
    const [next] = this.#waiting;
    if (next === undefined) return;
    this.#waiting.delete(next);
    next();
  }

  #wakeAll(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
