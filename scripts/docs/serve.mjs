// Serves the built site as a static host with clean addresses does: `node scripts/docs/serve.mjs [PORT]`.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SITE } from "./site/built.mjs";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** A server of the built site that does not listen yet. */
export function siteServer() {
  return createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "/").replace(/[?#].*$/, ""));
    const candidates = [path, `${path}.html`, `${path.replace(/\/$/, "")}/index.html`];
    const file = candidates
      .map((one) => join(SITE, one))
      .find((one) => extname(one) !== "" && existsSync(one));
    response.writeHead(file === undefined ? 404 : 200, {
      "content-type": TYPES[extname(file ?? "")] ?? "application/octet-stream",
    });
    response.end(file === undefined ? "not found" : readFileSync(file));
  });
}

/**
 * Starts a server on a free port, or on a given one.
 * @param {import("node:http").Server} server
 * @param {number} [port]
 * @returns {Promise<string>} its origin
 */
export async function listening(server, port = 0) {
  await new Promise((done) => server.listen(port, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(await listening(siteServer(), Number(process.argv[2] ?? 4173)));
