import * as http from "node:http";
import * as https from "node:https";
import { workerData } from "node:worker_threads";
import { failedRequest } from "./failed-request.js";
import type { HttpResponse } from "./http-exchange.js";
import type { LiveReply, LiveStart, LiveTask } from "./live-http.js";

// The helper thread of live-http.ts: sends one request and wakes the thread that waits. Redirects are its caller's.

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
    .catch((error: unknown): LiveReply => ({ kind: "failed", why: failedRequest(error) }))
    .then((reply) => {
      port.postMessage(reply);
      Atomics.store(signal, 0, 1);
      Atomics.notify(signal, 0);
    });
});

/** Resolves with what came when the body is cut, as bls-runtime gives it; bodies stay compressed. */
function ask({ request, milliseconds, bodyBytes }: LiveTask): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { method, url, headers, body } = request;
    const target = new URL(url);
    if (target.protocol !== "http:" && target.protocol !== "https:") {
      throw new Error(`${target.protocol}// is not a protocol of HTTP`);
    }
    const client = target.protocol === "http:" ? http : https;
    const asked = client.request(target, { method, headers: { ...headers } });
    const late = setTimeout(() => {
      asked.destroy(new Error(`no answer within ${milliseconds} ms`));
    }, milliseconds);
    const unconnected = limitConnecting(asked, request.timeouts?.connect);
    asked.on("error", (error) => {
      clearTimeout(late);
      clearTimeout(unconnected);
      reject(error);
    });
    asked.on("response", (response) => {
      clearTimeout(unconnected);
      const parts: Buffer[] = [];
      let size = 0;
      const finish = (): void => {
        clearTimeout(late);
        resolve({
          status: response.statusCode ?? 0,
          headers: firstOfEach(response.rawHeaders),
          // One byte more than the limit at most: enough for the runtime to see that it is exceeded.
          body: Buffer.concat(parts).subarray(0, bodyBytes + 1),
        });
      };
      response.on("data", (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size <= bodyBytes) return;
        finish();
        asked.destroy();
      });
      response.on("end", finish).on("aborted", finish).on("error", finish);
    });
    asked.end(method === "POST" && body !== null ? body : undefined);
  });
}

/**
 * Ends a request whose connection is not there in time. Looking up the name, TCP and TLS count, as they do for the client
 * of bls-runtime (reqwest's `connect_timeout`); a connection that was kept open costs nothing.
 */
function limitConnecting(
  asked: http.ClientRequest,
  milliseconds: number | undefined,
): NodeJS.Timeout | undefined {
  if (milliseconds === undefined) return undefined;
  const timer = setTimeout(() => {
    asked.destroy(new Error(`no connection within ${milliseconds} ms`));
  }, milliseconds);
  const connected = (): void => {
    clearTimeout(timer);
  };
  asked.on("socket", (socket) => {
    if (asked.reusedSocket) connected();
    else socket.once(asked.protocol === "https:" ? "secureConnect" : "connect", connected);
  });
  return timer;
}

/** Of headers that are repeated, the first, which is the one that bls-runtime gives. */
function firstOfEach(raw: readonly string[]): Record<string, string> {
  const found = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? "").toLowerCase();
    if (!found.has(name)) found.set(name, raw[i + 1] ?? "");
  }
  return Object.fromEntries(found);
}
