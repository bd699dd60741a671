import { parentPort, workerData } from "node:worker_threads";
import type { Heartbeat, JobContext } from "./job.js";
import { BEAT, carry } from "./worker-messages.js";
import type { FromWorker, KeptPart, Task, ToWorker, WorkerStart } from "./worker-messages.js";

// The thread that runs jobs, one after the other, for pool-thread.ts.

function isStart(data: unknown): data is WorkerStart {
  return typeof data === "object" && data !== null && "beat" in data;
}

const start: unknown = workerData;
if (parentPort === null || !isStart(start)) throw new Error("pool-worker runs in a worker thread");
const port = parentPort;
const beat = new Int32Array(start.beat);
/** Milliseconds after which a job that waits for its reader looks whether it is still wanted. */
const LOOK_AGAIN = 100;

const heartbeat: Heartbeat = {
  begin(what) {
    stopWhenAsked();
    Atomics.store(beat, BEAT.preparing, what === "preparation" ? 1 : 0);
    Atomics.add(beat, BEAT.count, 1);
  },
  end() {
    Atomics.add(beat, BEAT.count, 1);
  },
};

/** A job ends between two of its runs rather than with its thread: see docs/decisions/worker-pool.md. */
function stopWhenAsked(): void {
  if (Atomics.load(beat, BEAT.stop) !== 0) throw new Error("The job was given up");
}

/** What this thread keeps from job to job. */
const keptParts: unknown[] = [];

function keptOf(part: KeptPart | null): unknown {
  if (part === null) return undefined;
  if ("value" in part) keptParts[part.at] = part.value;
  return keptParts[part.at];
}

function contextOf(mostUnread: number, kept: unknown): JobContext<unknown, unknown> {
  return {
    kept,
    heartbeat,
    send(message) {
      for (;;) {
        stopWhenAsked();
        const unread = Atomics.load(beat, BEAT.unread);
        if (unread < mostUnread) break;
        Atomics.wait(beat, BEAT.unread, unread, LOOK_AGAIN);
      }
      Atomics.add(beat, BEAT.unread, 1);
      post({ kind: "message", message });
    },
  };
}

function post(message: FromWorker<unknown, unknown>): void {
  port.postMessage(message);
}

async function work({ module, name, input, mostUnread, kept }: Task): Promise<void> {
  const context = contextOf(mostUnread, keptOf(kept));
  const exports: unknown = await import(module);
  const job: unknown =
    typeof exports === "object" && exports !== null ? Reflect.get(exports, name) : undefined;
  if (typeof job !== "function") throw new Error(`${module} exports no function ${name}`);
  const result: unknown = await Reflect.apply(job, undefined, [input, context]);
  post({ kind: "result", result });
}

port.on("message", (asked: ToWorker) => {
  // With its port closed the thread has nothing to wait for, and ends.
  if (asked.kind === "end") port.close();
  // What is wrong with a module is reported by the task that needs it.
  else if (asked.kind === "load") import(asked.module).catch(() => undefined);
  else
    work(asked).catch((error: unknown) => {
      post({ kind: "error", error: carry(error) });
    });
});
