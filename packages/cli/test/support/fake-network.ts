import { createHash } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { nothingAsked } from "@weightkit/testkit/internal/runtime/engine";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is answered in place of the network, once; null lets the network answer. */
export type Disturbance = (request: Received, response: ServerResponse) => Answer | null | "gone";

const executeBody = v.object({
  function_id: v.string(),
  topic: v.optional(v.string()),
  config: v.object({
    stdin: v.string(),
    env_vars: v.optional(v.array(v.object({ name: v.string(), value: v.string() })), []),
    permissions: v.optional(v.array(v.string()), []),
  }),
});
const installBody = v.object({ cid: v.string(), uri: v.optional(v.string()) });
const servedManifest = v.object({ runtime: v.object({ url: v.string() }) });

/**
 * Gateway, repository and head node on the loopback interface, with one worker in each subgroup. As with b7s v0.4.9, a function that is
 * installed from a `uri` has its SHA-256 as id, its archive comes from the root of the manifest's host, and only workers of the request's
 * subgroup answer.
 */
export class FakeNetwork {
  readonly received: Received[] = [];
  readonly installed = new Map<string, string>();
  disturb: Disturbance = () => null;
  /** What the gateway answers as the uploaded package's id. */
  cid = "";
  /** Folder of the package that IPFS has under the `cid`. */
  ipfs = "";
  /** Rounds under way at once, at most so far. */
  most = 0;
  #under = 0;
  /** Rounds that the worker of each subgroup has run. */
  readonly runs = new Map<string, number>();
  readonly #server: Server;
  /** Of what was installed by address. */
  readonly #folders: string[] = [];

  private constructor(readonly subgroups: readonly string[]) {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url = "", headers } = request;
        const one = { method, url, headers, body: Buffer.concat(chunks) };
        this.received.push(one);
        const other = this.disturb(one, response);
        if (other === "gone") return;
        Promise.resolve(other ?? this.#answer(one)).then(
          ({ status = 200, body = "", headers: more = {} }) => {
            response.writeHead(status, more).end(body);
          },
          (error: unknown) => {
            response.writeHead(500).end(String(error));
          },
        );
      });
    });
  }

  static async start(subgroups: readonly string[] = ["allora-topic-1"]): Promise<FakeNetwork> {
    const network = new FakeNetwork(subgroups);
    network.#server.listen(0, "127.0.0.1");
    await once(network.#server, "listening");
    return network;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
  }

  paths(): string[] {
    return this.received.map(({ url }) => url);
  }

  bodies(path: string): string[] {
    return this.received.filter(({ url }) => url === path).map(({ body }) => body.toString());
  }

  async close(): Promise<void> {
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer({ url, body }: Received): Promise<Answer> {
    if (url === "/api/v1/registry" || url === "/api/submit")
      return { body: JSON.stringify({ cid: this.cid }) };
    if (url === "/api/v1/functions/install") return await this.#install(body.toString());
    if (url === "/api/v1/functions/execute") return await this.#execute(body.toString());
    return { status: 404 };
  }

  async #install(text: string): Promise<Answer> {
    const { cid, uri } = v.parse(installBody, JSON.parse(text));
    if (uri === undefined) this.installed.set(cid, this.ipfs);
    else {
      const folder = mkdtempSync(join(tmpdir(), "weightkit-worker-"));
      this.#folders.push(folder);
      const manifest = await (await fetch(uri)).text();
      const { runtime } = v.parse(servedManifest, JSON.parse(manifest));
      const archive = await (await fetch(new URL(`/${runtime.url}`, uri))).arrayBuffer();
      writeFileSync(join(folder, "manifest.json"), manifest);
      writeFileSync(join(folder, runtime.url), Buffer.from(archive));
      this.installed.set(createHash("sha256").update(uri).digest("hex"), folder);
    }
    return { body: '{"code":"200"}' };
  }

  async #execute(text: string): Promise<Answer> {
    const { function_id: id, topic, config } = v.parse(executeBody, JSON.parse(text));
    const folder = this.installed.get(id);
    // A worker of another subgroup stays silent; where all are, the head node gives up.
    const worker = this.subgroups.find((one) => topic === undefined || topic === one);
    if (worker === undefined || folder === undefined)
      return { body: '{"code":"408","message":"timed out"}' };
    this.runs.set(worker, (this.runs.get(worker) ?? 0) + 1);
    this.#under += 1;
    this.most = Math.max(this.most, this.#under);
    await new Promise((done) => setTimeout(done, 20));
    this.#under -= 1;
    const { exitCode, stdout, stderr } = v8Engine
      .prepare(loadLogic(folder), { limits: DEFAULT_LIMITS, metered: false })
      .run({
        ...nothingAsked,
        stdin: Buffer.from(config.stdin),
        env: Object.fromEntries(config.env_vars.map(({ name, value }) => [name, value])),
        permissions: config.permissions,
      });
    const result = {
      stdout: Buffer.from(stdout).toString(),
      stderr: Buffer.from(stderr).toString(),
      exit_code: exitCode,
    };
    const results = [{ result, peers: ["12D3"], frequency: 100 }];
    return { body: JSON.stringify({ code: "200", request_id: "1", message: "", results }) };
  }
}
