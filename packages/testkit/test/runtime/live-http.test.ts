import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { LiveHttp } from "@weightkit/testkit/internal/runtime/http/live-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/runtime/http/http-exchange.js";
import { textOf } from "../support/run.js";

const server = new Worker(new URL("../support/http-server.mjs", import.meta.url));
const failures: string[] = [];
const live = new LiveHttp({
  ...{ milliseconds: 500, bodyBytes: 1000 },
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

const ask = (path: string, extra: Partial<HttpRequest> = {}) =>
  live.answer({ method: "GET", url: base + path, headers: {}, body: null, ...extra }, 0);

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

  it("gives up on what is slow, gone or not there, and says why", () => {
    failures.length = 0;
    expect(ask("/slow")).toBeNull();
    expect(ask("/gone")).toBeNull();
    expect(
      live.answer({ method: "GET", url: "http://127.0.0.1:1/", headers: {}, body: null }, 0),
    ).toBeNull();
    expect(live.answer({ method: "GET", url: "no url", headers: {}, body: null }, 0)).toBeNull();
    expect(failures).toHaveLength(4);
    expect(failures[0]).toMatch(/^GET http.*\/slow: /);
    // It goes on answering, and never with what came too late.
    expect(textOf(ask("/after")!.body)).toBe("GET /after  ");
  });

  it("reads no more than just over the limit", () => {
    expect(ask("/big")?.body.length).toBe(1001);
  });
});
