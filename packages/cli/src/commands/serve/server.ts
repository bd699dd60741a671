import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { performance } from "node:perf_hooks";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../../errors/usage-errors.js";
import { reasonOf } from "../../files/read.js";
import { ServerMetrics } from "./metrics.js";
import { OPENAPI } from "./openapi.js";
import { problem, type Answer, type LossService } from "./service.js";

export interface ServerLimits {
  /** Requests under way at a time. */
  readonly concurrency: number;
  readonly connections: number;
  /** Largest body in bytes. */
  readonly maxBody: number;
  /** Milliseconds that a request may take to arrive. */
  readonly patience: number;
}

/** Milliseconds between two looks for requests that take too long. */
const LOOK = 500;
/** Bytes of a request's headers. */
const MAX_HEADERS = 8192;
const JSON_TYPE = "application/json; charset=utf-8";
const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
const PATHS = {
  "/calculate": "POST",
  "/is_never_negative": "POST",
  "/health": "GET",
  "/metrics": "GET",
  "/openapi.json": "GET",
} as const;
type Path = keyof typeof PATHS;

/** The loss service over HTTP. Nothing that a client sends is trusted: bodies, headers, time and numbers are limited. */
export class LossServer {
  readonly #service: LossService;
  readonly #limits: ServerLimits;
  readonly #metrics = new ServerMetrics();
  readonly #server: Server;
  #connections = 0;
  #closing = false;

  constructor(service: LossService, limits: ServerLimits) {
    this.#service = service;
    this.#limits = limits;
    const { patience, connections } = limits;
    this.#server = createServer(
      {
        ...{ requestTimeout: patience, headersTimeout: patience },
        ...{ connectionsCheckingInterval: LOOK, maxHeaderSize: MAX_HEADERS },
      },
      (request, response) => {
        this.#receive(request, response);
      },
    );
    // Connections on which nothing comes are closed too.
    this.#server.timeout = 3 * patience;
    this.#server.maxConnections = connections;
    this.#server.on("connection", (socket) => {
      this.#connections += 1;
      socket.on("close", () => (this.#connections -= 1));
    });
  }

  /**
   * Starts to answer.
   * @returns the address, e.g. `http://127.0.0.1:8080`
   * @throws WeightkitError WK165 when the address cannot be had
   */
  async listen(host: string, port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (cause) => {
        const reason = reasonOf(cause);
        reject(fault(usageErrors.addressNotFree, { host, port, reason }, { cause }));
      });
      // As many may wait to be accepted as may be open; Node's own 511 makes a burst of clients wait for seconds.
      this.#server.listen({ port, host, backlog: this.#limits.connections }, resolve);
    });
    const address = this.#server.address();
    const own = typeof address === "object" && address !== null ? address.port : port;
    return `http://${host.includes(":") ? `[${host}]` : host}:${own}`;
  }

  /** Takes no more connections, and ends when the requests under way are answered or their time is over. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
    this.#server.closeIdleConnections();
    const late = setTimeout(() => {
      this.#server.closeAllConnections();
    }, this.#limits.patience);
    await closed;
    clearTimeout(late);
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const begun = performance.now();
    const path = pathOf(request.url ?? "");
    const metrics = this.#metrics;
    metrics.inFlight += 1;
    response.once("close", () => {
      metrics.inFlight -= 1;
      // A client that went away before its answer has none to be counted.
      if (!response.headersSent) return;
      metrics.count(path ?? "other", response.statusCode, (performance.now() - begun) / 1000);
    });
    if (path === null) {
      this.#send(response, problem(404, "not_found", `There is ${Object.keys(PATHS).join(", ")}`));
    } else if (request.method !== PATHS[path]) {
      response.setHeader("allow", PATHS[path]);
      this.#send(response, problem(405, "method_not_allowed", `${path} takes ${PATHS[path]}`));
    } else if (PATHS[path] === "GET") this.#get(path, response);
    else if (metrics.inFlight > this.#limits.concurrency) {
      response.setHeader("retry-after", "1");
      this.#send(response, problem(503, "busy", "Too many requests are in progress"), true);
    } else this.#post(path, request, response);
  }

  #get(path: Path, response: ServerResponse): void {
    if (path === "/metrics") {
      this.#write(response, 200, METRICS_TYPE, this.#metrics.text(this.#connections), false);
    } else if (path === "/openapi.json") this.#send(response, { status: 200, body: OPENAPI });
    else if (this.#closing) this.#send(response, problem(503, "closing", "The server is closing"));
    else this.#send(response, { status: 200, body: { status: "ok" } });
  }

  #post(path: Path, request: IncomingMessage, response: ServerResponse): void {
    const { maxBody } = this.#limits;
    const tooLarge = (): void => {
      request.removeAllListeners("data");
      // What else comes is not read; the connection ends with the answer.
      request.pause();
      response.once("finish", () => request.destroy());
      this.#send(response, problem(413, "too_large", `The body exceeds ${maxBody} bytes`), true);
    };
    if (Number(request.headers["content-length"] ?? 0) > maxBody) {
      tooLarge();
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBody) tooLarge();
      else chunks.push(chunk);
    });
    request.on("error", () => {
      response.destroy();
    });
    request.on("end", () => {
      if (size <= maxBody) this.#send(response, this.#answer(path, Buffer.concat(chunks, size)));
    });
  }

  #answer(path: Path, body: Buffer): Answer {
    const text = body.toString("utf8");
    try {
      return path === "/calculate"
        ? this.#service.calculate(text)
        : this.#service.isNeverNegative(text);
    } catch {
      return problem(500, "internal", "The loss could not be calculated");
    }
  }

  #send(response: ServerResponse, { status, body }: Answer, last = false): void {
    this.#write(response, status, JSON_TYPE, JSON.stringify(body), last);
  }

  #write(
    response: ServerResponse,
    status: number,
    type: string,
    text: string,
    last: boolean,
  ): void {
    if (last || this.#closing) response.setHeader("connection", "close");
    response.writeHead(status, {
      "content-type": type,
      "content-length": Buffer.byteLength(text),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    response.end(text);
  }
}

/** The server's path that a URL names: a service address that ends with a slash gives two. */
function pathOf(url: string): Path | null {
  const [path = ""] = url.split("?");
  const plain = path.replace(/^\/+/, "/");
  return isPath(plain) ? plain : null;
}

function isPath(text: string): text is Path {
  return Object.hasOwn(PATHS, text);
}
