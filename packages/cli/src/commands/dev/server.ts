import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../../errors/usage-errors.js";
import { reasonOf } from "../../files/read.js";
import { SHELL, SHELL_POLICY } from "./shell.js";

const HOST = "127.0.0.1";

/** Serves the report page on loopback, and announces newer ones by server-sent events. */
export class DevServer {
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();
  #page = "<!doctype html><title>weightkit dev</title><p>Waiting for the first result …</p>";
  #fault: string | null = null;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response);
    });
  }

  /** @throws WeightkitError WK145 when the port cannot be had */
  static async listen(port: number): Promise<DevServer> {
    const own = new DevServer();
    await new Promise<void>((resolve, reject) => {
      own.#server.once("error", (cause) => {
        const reason = reasonOf(cause);
        reject(fault(usageErrors.portNotFree, { port, reason }, { cause }));
      });
      own.#server.listen(port, HOST, resolve);
    });
    return own;
  }

  get url(): string {
    return `http://${HOST}:${this.#port}/`;
  }

  /** A new result: pages that are open show it. */
  report(html: string): void {
    this.#page = html;
    this.#fault = null;
    this.#send("report", "");
  }

  /** Why the last save gave no new result, as text. */
  fault(text: string): void {
    this.#fault = text;
    this.#send("fault", JSON.stringify(text));
  }

  async close(): Promise<void> {
    for (const listener of this.#listeners) listener.end();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  get #port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  #answer({ method, url, headers }: IncomingMessage, response: ServerResponse): void {
    // Another site may give its own name this address; its pages must not read the report.
    const own = [HOST, "localhost"].map((name) => `${name}:${this.#port}`);
    if (!own.includes(headers.host ?? "")) {
      plain(response, 403, "This page is served to this machine only.");
    } else if (method !== "GET") plain(response, 405, "Only GET is answered.");
    else if (url === "/") page(response, SHELL, SHELL_POLICY);
    else if (url === "/report") page(response, this.#page, null);
    else if (url === "/events") this.#listen(response);
    else plain(response, 404, "There is nothing here.");
  }

  #listen(response: ServerResponse): void {
    response.writeHead(200, { ...COMMON, "content-type": "text/event-stream" });
    response.write("retry: 1000\n\n");
    if (this.#fault !== null) response.write(event("fault", JSON.stringify(this.#fault)));
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
  }

  #send(kind: string, data: string): void {
    for (const listener of this.#listeners) listener.write(event(kind, data));
  }
}

const COMMON = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
};

function event(kind: string, data: string): string {
  return `event: ${kind}\ndata: ${data}\n\n`;
}

function page(response: ServerResponse, html: string, policy: string | null): void {
  const own = policy === null ? {} : { "content-security-policy": policy };
  response.writeHead(200, { ...COMMON, ...own, "content-type": "text/html; charset=utf-8" });
  response.end(html);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...COMMON, "content-type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}
