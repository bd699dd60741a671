// A web server in a separate thread, for tests whose own thread sleeps while it waits for an answer.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { parentPort } from "node:worker_threads";

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    if (request.url === "/slow") return;
    const [, status, location] = /^\/redirect\?(\d+)=(.*)$/.exec(request.url) ?? [];
    if (location !== undefined)
      return void response
        .writeHead(Number(status), { location: decodeURIComponent(location) })
        .end();
    if (request.url === "/gzip")
      return void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("plain"));
    if (request.url === "/cut")
      return void response
        .writeHead(200, { "content-length": "10" })
        .write("12345", () => request.socket.destroy());
    if (request.url === "/twice")
      return void response
        .writeHead(
          200,
          [
            ["X-Two", "first"],
            ["X-Two", "second"],
          ].flat(),
        )
        .end();
    if (request.url === "/big") return void response.end("x".repeat(1_000_000));
    if (request.url === "/gone") return void request.socket.destroy();
    response.writeHead(request.url === "/missing" ? 404 : 200, { "X-Kind": "Test" });
    const body = Buffer.concat(chunks).toString();
    response.end(`${request.method} ${request.url} ${request.headers["x-key"] ?? ""} ${body}`);
  });
});
server.listen(0, "127.0.0.1", () => parentPort?.postMessage(server.address().port));
