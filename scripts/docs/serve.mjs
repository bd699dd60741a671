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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = siteServer();
  server.listen(Number(process.argv[2] ?? 4173), "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" ? address?.port : "";
    console.log(`http://127.0.0.1:${port}`);
  });
}
