import { parentPort, workerData } from "node:worker_threads";
import type { Heartbeat } from "./engine.js";
import type { JobContext } from "./job.js";
import { BEAT, carry } from "./worker-messages.js";
import type { FromWorker, ToWorker, WorkerStart } from "./worker-messages.js";

// The thread that runs jobs, one after the other, for pool.ts.

function isStart(data: unknown): data is WorkerStart {
  return typeof data === "object" && data !== null && "beat" in data;
}

const start: unknown = workerData;
if (parentPort === null || !isStart(start)) throw new Error("pool-worker runs in a worker thread");
const port = parentPort;
const beat = new Int32Array(start.beat);

const heartbeat: Heartbeat = {
  begin() {
    Atomics.add(beat, BEAT.count, 1);
  },
  end() {
    Atomics.add(beat, BEAT.count, 1);
  },
};

const context: JobContext<unknown> = {
  heartbeat,
  send(message) {
    post({ kind: "message", message });
  },
};

function post(message: FromWorker<unknown, unknown>): void {
  port.postMessage(message);
}

async function work({ module, name, input }: ToWorker): Promise<void> {
  const exports: unknown = await import(module);
  const job: unknown =
    typeof exports === "object" && exports !== null ? Reflect.get(exports, name) : undefined;
  if (typeof job !== "function") throw new Error(`${module} exports no function ${name}`);
  const result: unknown = await Reflect.apply(job, undefined, [input, context]);
  post({ kind: "result", result });
}

port.on("message", (task: ToWorker) => {
  work(task).catch((error: unknown) => {
    post({ kind: "error", error: carry(error) });
  });
});
