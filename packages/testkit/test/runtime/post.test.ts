import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { post } from "../../src/runtime/b7s/post.js";

it("has words for a failure whose innermost reason has none, as an answer of 407", async () => {
  const server = createServer((_, response) => response.writeHead(407).end());
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const posting = {
    ...{ url: `http://127.0.0.1:${port}/`, body: "{}", headers: {}, attempts: 1 },
    ...{ milliseconds: 20_000, mostBytes: 1000, firstWait: 1 },
  };
  await expect(post(posting)).rejects.toMatchObject({
    kind: "unreachable",
    message: "fetch failed",
  });
});
