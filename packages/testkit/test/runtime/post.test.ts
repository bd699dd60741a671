import { createServer, Server as HttpServer, type RequestListener } from "node:http";
import { createServer as createPlainServer, type AddressInfo, type Server } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import { post, type Answer } from "../../src/runtime/b7s/post.js";

const POSTING = {
  ...{ body: "{}" as string | FormData, headers: {}, attempts: 1 },
  ...{ milliseconds: 20_000, mostBytes: 1000, firstWait: 1 },
};

/** The answer of a server to one request. */
async function postTo(server: Server, given: Partial<typeof POSTING> = {}): Promise<Answer> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return await post({ url: `http://127.0.0.1:${port}/`, ...POSTING, ...given });
}

const answering = (listener: RequestListener): Server =>
  createServer({ keepAlive: false }, (request, response) => {
    response.setHeader("connection", "close");
    request.resume().on("end", () => {
      listener(request, response);
    });
  });

/** A server of these bytes, whatever it is asked. */
const sending = (text: string): Server =>
  createPlainServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.once("data", () => socket.end(text));
  });

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

it.each(["100 Continue", "102 Processing", "103 Early Hints"])(
  "skips a %s that it did not ask for",
  async (status) => {
    const early = `HTTP/1.1 ${status}\r\n\r\n`;
    expect(await postTo(sending(early + early + OK))).toMatchObject({ status: 200, text: "{}" });
  },
);

it("reads an answer of 407 as any other", async () => {
  const answer = postTo(answering((_, response) => response.writeHead(407).end("no")));
  expect(await answer).toEqual({ status: 407, text: "no", location: null });
});

it("asks a head node at its usual port, which browsers must not ask", async () => {
  const asking = post({ url: "http://127.0.0.2:6000/", ...POSTING });
  await expect(asking).rejects.toMatchObject({
    kind: "unreachable",
    message: "the connection was refused: nothing listens there (ECONNREFUSED)",
  });
});

it("sends a form with its boundary, its length and the headers given", async () => {
  const form = new FormData();
  form.append("manifest", new Blob(["{}"], { type: "application/json" }), "manifest.json");
  let seen: Record<string, unknown> = {};
  await postTo(
    answering(({ headers }, response) => {
      seen = headers;
      response.end();
    }),
    { body: form, headers: { authorization: "Bearer x" } },
  );
  expect(seen["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(Number(seen["content-length"])).toBeGreaterThan(100);
  expect(seen["authorization"]).toBe("Bearer x");
});

it("keeps the type that a caller gives a text", async () => {
  let type: string | undefined;
  const server = answering(({ headers }, response) => {
    type = headers["content-type"];
    response.end();
  });
  await postTo(server, { headers: { "content-type": "application/json" } });
  expect(type).toBe("application/json");
});

it("follows no redirect, and has where it leads", async () => {
  const server = answering((_, response) => response.writeHead(302, { location: "/b" }).end());
  expect(await postTo(server)).toEqual({ status: 302, location: "/b", text: "" });
});

describe("an answer that was packed unasked", () => {
  const packed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

  it.each(Object.entries(packed))("is unpacked: %s", async (encoding, pack) => {
    const server = answering((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(pack('{"cid":"x"}')),
    );
    expect((await postTo(server)).text).toBe('{"cid":"x"}');
  });

  it("is read as far as a plain one", async () => {
    const server = answering((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1001))),
    );
    await expect(postTo(server)).rejects.toMatchObject({ kind: "too-long" });
  });
});

it.each([
  ["too-long", answering((_, response) => response.end("x".repeat(1001)))],
  ["timeout", answering(() => {})],
  ["timeout", answering((_, response) => response.write("{"))],
  ["unreachable", sending("hello\r\n\r\n")],
  ["unreachable", sending("")],
  ["unreachable", sending("HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{}")],
  ["unreachable", sending("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n")],
] as const)("is %s where there is no whole answer", async (kind, server) => {
  onTestFinished(() => {
    if (server instanceof HttpServer) server.closeAllConnections();
  });
  const asking = postTo(server, { milliseconds: kind === "timeout" ? 50 : 20_000 });
  await expect(asking).rejects.toThrow(/\w/);
  await expect(asking).rejects.toMatchObject({ kind });
});
