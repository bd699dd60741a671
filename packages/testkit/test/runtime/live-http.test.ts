import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { LiveHttp } from "@weightkit/testkit/internal/runtime/http/live-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/runtime/http/http-exchange.js";
import { textOf } from "../support/run.js";

const server = new Worker(new URL("../support/http-server.mjs", import.meta.url));
const failures: string[] = [];
const live = new LiveHttp({
  ...{ milliseconds: 2000, bodyBytes: 1000 },
  onFailure: (sentence) => failures.push(sentence),
});
let base = "";
beforeAll(async () => {
  const [port] = (await once(server, "message")) as [number];
  base = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await live.close();
  await server.terminate();
});

const reasons: string[] = [];
const askUrl = (url: string, extra: Partial<HttpRequest> = {}, permissions?: readonly string[]) =>
  live.answer({ ...{ method: "GET", url, headers: {}, body: null }, ...extra }, 0, {
    permissions: permissions ?? ["http://"],
    failed: (why) => reasons.push(why),
  });
const ask = (path: string, extra: Partial<HttpRequest> = {}) => askUrl(base + path, extra);

describe("LiveHttp", () => {
  it("answers at once, from the network", () => {
    const response = ask("/a?b=1", { headers: { "x-key": "k" } });
    expect(response).toMatchObject({ status: 200, headers: { "x-kind": "Test" } });
    expect(textOf(response!.body)).toBe("GET /a?b=1 k ");
  });

  it("posts a body, and passes statuses on", () => {
    const response = ask("/missing", { method: "POST", body: "hello" });
    expect(response?.status).toBe(404);
    expect(textOf(response!.body)).toBe("POST /missing  hello");
  });

  it("gives up on what is slow, gone or not there, and states why", () => {
    failures.length = 0;
    expect(ask("/slow")).toBeNull();
    expect(ask("/gone")).toBeNull();
    expect(askUrl("http://127.0.0.1:1/")).toBeNull();
    expect(askUrl("no url")).toBeNull();
    expect(failures).toHaveLength(4);
    expect(failures[0]).toMatch(/^GET http.*\/slow: /);
    expect(reasons).toEqual([
      "no answer within 2000 ms",
      "the server closed the connection before it answered (ECONNRESET)",
      "the connection was refused: nothing listens there (ECONNREFUSED)",
      "it is not a URL",
    ]);
    // It goes on answering, and never with what came too late.
    expect(textOf(ask("/after")!.body)).toBe("GET /after  ");
  });

  it("reads no more than just over the limit", () => {
    expect(ask("/big")?.body.length).toBe(1001);
  });

  it("gives what came of a cut body, compressed bodies as they are, and the first of repeated headers", () => {
    expect(textOf(ask("/cut")!.body)).toBe("12345");
    expect([...ask("/gzip")!.body.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(ask("/twice")?.headers["x-two"]).toBe("first");
  });

  it("keeps to the logic's own time", () => {
    reasons.length = 0;
    expect(ask("/slow", { timeouts: { read: 50 } })).toBeNull();
    expect(reasons).toEqual(["no answer within 50 ms"]);
  });

  it("keeps to the logic's own time for a connection, TLS included", async () => {
    // It takes connections and never answers the greeting of TLS.
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    reasons.length = 0;
    const url = `https://127.0.0.1:${port}/`;
    expect(askUrl(url, { timeouts: { connect: 50 } }, ["https://"])).toBeNull();
    expect(askUrl(url, { timeouts: { connect: 5000, read: 60 } }, ["https://"])).toBeNull();
    expect(reasons).toEqual(["no connection within 50 ms", "no answer within 60 ms"]);
    silent.close();
    // A connection that is there in time leaves the rest of the time to the answer.
    reasons.length = 0;
    expect(ask("/slow", { timeouts: { connect: 1500, read: 1600 } })).toBeNull();
    expect(reasons).toEqual(["no answer within 1600 ms"]);
  });

  const redirect = (status: number, to: string) => `/redirect?${status}=${encodeURIComponent(to)}`;

  it("follows redirects, and after 303 with GET", () => {
    expect(textOf(ask(redirect(302, "/end?a=1"), { headers: { "x-key": "k" } })!.body)).toBe(
      "GET /end?a=1 k ",
    );
    const post = { method: "POST", body: "hello" } as const;
    expect(textOf(ask(redirect(303, "/end"), post)!.body)).toBe("GET /end  ");
    expect(textOf(ask(redirect(307, "/end"), post)!.body)).toBe("POST /end  hello");
  });

  it("follows none beyond the permissions, and states what a node would do", () => {
    reasons.length = 0;
    const only = [`${base}/redirect`];
    expect(askUrl(base + redirect(302, "/admin"), {}, only)).toBeNull();
    expect(reasons[0]).toMatch(
      /redirected: it goes to .*\/admin, which no permission allows; a node would/,
    );
  });

  it("carries neither bodies nor headers to another origin", () => {
    reasons.length = 0;
    const elsewhere = base.replace("127.0.0.1", "localhost");
    const post = { method: "POST", body: "secret" } as const;
    expect(ask(redirect(307, `${elsewhere}/end`), post)).toBeNull();
    expect(reasons[0]).toMatch(/POST is redirected to another host/);
    const response = ask(redirect(302, `${elsewhere}/end`), { headers: { "x-key": "k" } });
    expect(textOf(response!.body)).toBe("GET /end  ");
  });

  it.each(["/data/../admin", "/data/%2e%2e/admin", "/data/.%2E/admin"])(
    "judges %s as it is sent",
    (path) => {
      reasons.length = 0;
      expect(askUrl(base + path, {}, [`${base}/data/`])).toBeNull();
      expect(reasons[0]).toMatch(/\/admin, which no permission allows/);
    },
  );

  it("ends after ten redirects", () => {
    reasons.length = 0;
    const loop = redirect(302, "/loop");
    let url = loop;
    for (let i = 0; i < 11; i += 1) url = redirect(302, url);
    expect(ask(url)).toBeNull();
    expect(reasons).toEqual(["there are more than 10 redirects"]);
  });
});
