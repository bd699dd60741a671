import { sleepUntilSet } from "./sleep-until-set.js";
import { MessageChannel, Worker, receiveMessageOnPort } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import type { Asking, HttpAnswerer, HttpRequest, HttpResponse } from "./http-exchange.js";
import { MAX_REDIRECTS, redirected, refusal } from "./live-redirect.js";
import { redactUrl } from "./redact.js";
import { resolveModule } from "../../threads/resolve-module.js";

const WORKER = "@weightkit/testkit/internal/runtime/http/live-http-worker";

/** Milliseconds for the thread to end by itself: connections that are kept open may take some. */
const TO_END = 10_000;

export interface LiveOptions {
  /** Milliseconds for a whole answer; 10,000 when left out. */
  readonly milliseconds?: number;
  /** Largest body, in bytes; 4 MiB when left out. */
  readonly bodyBytes?: number;
  /** Called with the reason why a request got no answer, in one sentence. */
  readonly onFailure?: (sentence: string) => void;
}

/** Statuses that lead to another URL. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Without a run that asks, nothing may be asked. */
const NO_PERMISSIONS: Asking = { permissions: [], failed: () => undefined };

/** What the helper thread is asked and answers. */
export interface LiveTask {
  readonly request: HttpRequest;
  readonly milliseconds: number;
  readonly bodyBytes: number;
}
export type LiveReply =
  | { readonly kind: "response"; readonly response: HttpResponse }
  | { readonly kind: "failed"; readonly why: string };

export interface LiveStart {
  readonly port: MessagePort;
  readonly signal: SharedArrayBuffer;
}

/**
 * Answers from the real network. Off unless a user asks for it. A guest waits for its answer, so a helper thread does the
 * asking while this one sleeps.
 */
export class LiveHttp {
  readonly #options: LiveOptions;

  readonly #signal = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #gone: Promise<void>;

  constructor(options: LiveOptions = {}) {
    this.#options = options;
    const { port1, port2 } = new MessageChannel();
    const workerData: LiveStart = { port: port2, signal: this.#signal.buffer };
    this.#worker = new Worker(resolveModule(WORKER), { workerData, transferList: [port2] });
    this.#worker.unref();
    this.#gone = new Promise((resolve) => {
      this.#worker.once("exit", () => {
        resolve();
      });
    });
    this.#port = port1;
    this.#port.unref();
  }

  readonly answer: HttpAnswerer = (request, _blockTime, asking = NO_PERMISSIONS) => {
    const reply = this.#follow(request, asking.permissions);
    if (typeof reply !== "string") return reply;
    asking.failed(reply);
    this.#options.onFailure?.(`${request.method} ${redactUrl(request.url)}: ${reply}`);
    return null;
  };

  /** The answer at the end of all redirects, or why there is none. */
  #follow(first: HttpRequest, permissions: readonly string[]): HttpResponse | string {
    const no = refusal(first.url, permissions);
    if (no !== null) return no;
    let request = first;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const reply = this.#ask(request);
      if (reply.kind === "failed") return reply.why;
      const { response } = reply;
      const location = response.headers["location"];
      if (!REDIRECTS.has(response.status) || location === undefined) return response;
      const next = redirected(request, response.status, location, permissions);
      if (typeof next === "string") return next;
      request = next;
    }
    return `there are more than ${MAX_REDIRECTS} redirects`;
  }

  #ask(request: HttpRequest): LiveReply {
    const { milliseconds: limit = 10_000, bodyBytes = 4 << 20 } = this.#options;
    const milliseconds = Math.min(limit, request.timeouts?.read ?? Infinity);
    const task: LiveTask = { request, milliseconds, bodyBytes };
    Atomics.store(this.#signal, 0, 0);
    this.#port.postMessage(task);
    // The helper has its own timer; this one is for a helper that died.
    sleepUntilSet(this.#signal, milliseconds + 5000);
    const received: { readonly message: LiveReply } | undefined = receiveMessageOnPort(this.#port);
    return received?.message ?? { kind: "failed", why: "no answer in time" };
  }

  /** With its port closed the thread ends by itself; not `terminate`, see docs/decisions/worker-pool.md. */
  async close(): Promise<void> {
    this.#worker.ref();
    this.#port.close();
    const late = setTimeout(() => void this.#worker.terminate(), TO_END);
    await this.#gone;
    clearTimeout(late);
  }
}
