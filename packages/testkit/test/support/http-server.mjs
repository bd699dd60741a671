// A web server in a thread of its own, for tests whose own thread sleeps while it waits for an answer.
import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    if (request.url === "/slow") return;
    if (request.url === "/big") return void response.end("x".repeat(1_000_000));
    if (request.url === "/gone") return void request.socket.destroy();
    response.writeHead(request.url === "/missing" ? 404 : 200, { "X-Kind": "Test" });
    const body = Buffer.concat(chunks).toString();
    response.end(`${request.method} ${request.url} ${request.headers["x-key"] ?? ""} ${body}`);
  });
});
server.listen(0, "127.0.0.1", () => parentPort?.postMessage(server.address().port));
