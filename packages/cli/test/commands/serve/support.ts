import { connect, createServer, type Socket } from "node:net";
import { LossFunction } from "@weightkit/testkit/internal/runtime/loss/loss-function";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { onTestFinished } from "vitest";
import { Losses } from "../../../src/commands/serve/losses.js";
import { LossServer, type ServerLimits } from "../../../src/commands/serve/server.js";
import { LossService } from "../../../src/commands/serve/service.js";
import { wasm } from "../../support/wat.js";

/** A module whose loss is `body`, in WebAssembly's text format, of the locals $true and $pred. */
export const lossModule = (body: string, neverNegative = 1): string => `(module
  (func (export "calculate") (param $true f64) (param $pred f64) (result f64) ${body})
  (func (export "is_never_negative") (result i32) (i32.const ${neverNegative})))`;

export const ABSOLUTE = "(f64.abs (f64.sub (local.get $true) (local.get $pred)))";

/** The address of a server of a loss, called `mae`, which is closed after the test. */
export async function served(
  module: string,
  limits: Partial<ServerLimits> = {},
  fuel = 100_000,
): Promise<{ readonly url: string; readonly port: number; readonly server: LossServer }> {
  const logic = logicFromBytes("mae", await wasm(module));
  const service = new LossService(new Losses(logic, { ...DEFAULT_LIMITS, fuel }, null), ["mae"]);
  const all = { concurrency: 100, connections: 1000, maxBody: 1000, patience: 1000, ...limits };
  const server = new LossServer(service, all);
  onTestFinished(() => server.close());
  const url = await server.listen("127.0.0.1", 0);
  return { url, port: Number(new URL(url).port), server };
}

/** The same loss without a server. */
export async function lossOf(module: string): Promise<LossFunction> {
  return new LossFunction(logicFromBytes("mae", await wasm(module)), DEFAULT_LIMITS);
}

/**
 * What allora-offchain-node does to have a loss calculated: Go's JSON of a map, so with sorted keys, and null for options that are not
 * set. It takes status 200 only, and a text for the loss.
 */
export async function calculateAsNode(
  service: string,
  truth: string,
  inference: string,
  options: Readonly<Record<string, string>> | null,
): Promise<string> {
  const body = await postAsNode(
    `${service}/calculate`,
    JSON.stringify({ options, y_pred: inference, y_true: truth }),
  );
  if (!isObject(body) || typeof body["loss"] !== "string") throw new Error("failed to parse");
  return body["loss"];
}

/** The same for its other question. */
export async function isNeverNegativeAsNode(
  service: string,
  options: Readonly<Record<string, string>> | null,
): Promise<boolean> {
  const body = await postAsNode(`${service}/is_never_negative`, JSON.stringify({ options }));
  if (!isObject(body) || typeof body["is_never_negative"] !== "boolean")
    throw new Error("failed to parse");
  return body["is_never_negative"];
}

async function postAsNode(url: string, body: string): Promise<unknown> {
  const headers = { "content-type": "application/json", "user-agent": "Go-http-client/1.1" };
  const response = await fetch(url, { method: "POST", headers, body });
  if (response.status !== 200) {
    throw new Error(`received non-OK HTTP status ${response.status}: ${await response.text()}`);
  }
  return await response.json();
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A connection on which a test writes what no HTTP client would, and all that came back when it ended. */
export class RawClient {
  readonly #socket: Socket;
  #received = "";
  readonly opened: Promise<void>;
  readonly ended: Promise<string>;

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.setEncoding("utf8").on("data", (text: string) => (this.#received += text));
    this.#socket.on("error", () => undefined);
    this.opened = new Promise((resolve) => {
      this.#socket.once("connect", resolve).once("close", () => {
        resolve();
      });
    });
    this.ended = new Promise((resolve) => {
      this.#socket.on("close", () => {
        resolve(this.#received);
      });
    });
  }

  get received(): string {
    return this.#received;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  close(): void {
    this.#socket.destroy();
  }
}

/**
 * So many connections on which nothing comes, opened one by one: Node accepts one a turn, and the kernel drops those that do not fit
 * among the waiting ones (128 on some machines) and tries them again only seconds later.
 */
export async function silentClients(port: number, count: number): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  while (clients.length < count) {
    const client = new RawClient(port);
    await client.opened;
    clients.push(client);
  }
  return clients;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address !== null ? address.port : 0;
}
