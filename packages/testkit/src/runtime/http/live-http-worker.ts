import { workerData } from "node:worker_threads";
import type { HttpResponse } from "./http-exchange.js";
import type { LiveReply, LiveStart, LiveTask } from "./live-http.js";

// The helper thread of live-http.ts: asks the network and wakes the thread that waits.

function isStart(data: unknown): data is LiveStart {
  return typeof data === "object" && data !== null && "port" in data && "signal" in data;
}

const start: unknown = workerData;
if (!isStart(start)) throw new Error("live-http-worker runs in a worker thread");
const { port } = start;
const signal = new Int32Array(start.signal);

port.on("message", (task: LiveTask) => {
  void ask(task)
    .then((response): LiveReply => ({ kind: "response", response }))
    .catch((error: unknown): LiveReply => ({ kind: "failed", why: reason(error) }))
    .then((reply) => {
      port.postMessage(reply);
      Atomics.store(signal, 0, 1);
      Atomics.notify(signal, 0);
    });
});

async function ask({ request, milliseconds, bodyBytes }: LiveTask): Promise<HttpResponse> {
  const { method, url, headers, body } = request;
  const response = await fetch(url, {
    ...{ method, headers: { ...headers }, signal: AbortSignal.timeout(milliseconds) },
    ...(method === "POST" && body !== null ? { body } : {}),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readBody(response, bodyBytes),
  };
}

/** One byte more than the limit at most: enough for the runtime to say that it is exceeded. */
async function readBody(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array(0);
  while (size <= limit) {
    const next: { readonly value?: Uint8Array } = await reader.read();
    if (next.value === undefined) break;
    parts.push(next.value);
    size += next.value.length;
  }
  await reader.cancel();
  return Buffer.concat(parts).subarray(0, limit + 1);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}
