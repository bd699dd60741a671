#!/usr/bin/env node
// Stands in for wasmtime or bls-runtime: does what the WASM's name asks for, and prints how it was called.
import { readFileSync, symlinkSync, writeFileSync, writeSync } from "node:fs";
import { request } from "node:http";

const args = process.argv.slice(2);
if (args[0] === "--version") process.exit(0);
const file = args.find((arg) => arg.endsWith(".wasm")) ?? "";
const [, what, value] = /\/([a-z]+)_?([^/]*)\.wasm$/.exec(file) ?? [];
const unhex = (hex) => Buffer.from(hex ?? "", "hex").toString();
if (what === "log") {
  const [code, line] = value.split("_");
  if (line) writeFileSync(file.replace(/wasm$/, "log"), `${unhex(line)}\n`);
  process.exit(Number(code));
}
if (what === "link") {
  const [code, target] = value.split("_");
  symlinkSync(unhex(target), "x.log");
  process.exit(Number(code));
}
if (what === "refused") {
  writeSync(
    2,
    "Error: failed to run main module `x.wasm`\n\nCaused by:\n    exit with invalid exit status outside of [0..126)\n",
  );
  process.exit(1);
}
if (what === "ask") {
  // As reqwest asks a proxy: http by its whole URL, https by CONNECT.
  const url = unhex(value);
  const tls = url.startsWith("https:");
  const { hostname, host } = new URL(url);
  const proxy = new URL(process.env.http_proxy);
  const asked = request({
    host: proxy.hostname,
    port: proxy.port,
    method: tls ? "CONNECT" : "GET",
    path: tls ? `${hostname}:443` : url,
    headers: { host, accept: "*/*", "x-own": "1" },
  });
  const end = (text) => {
    writeSync(1, text);
    process.exit(0);
  };
  asked.on("error", () => end("error 11"));
  asked.on("connect", () => end("error 11"));
  asked.on("response", async (response) => {
    let body = "";
    for await (const chunk of response) body += chunk;
    end(`${response.statusCode} ${response.headers["content-type"]} ${body}`);
  });
  asked.end();
  await new Promise(() => setTimeout(() => {}, 60_000));
}
if (what === "exit") process.exit(Number(value));
if (what === "hang") for (;;);
if (what === "trap") {
  writeSync(
    2,
    `Error: failed to run\n\nCaused by:\n    wasm trap: ${value.replaceAll("_", " ")}\n`,
  );
  process.abort();
}
writeSync(
  1,
  JSON.stringify({
    args: args.map((arg) => arg.replace(/.*\/weightkit-engine-[^/]*/, "DIR")),
    stdin: readFileSync(0, "utf8"),
    env: Object.keys(process.env)
      .filter((name) => /TOPIC|SECRET|^https?_proxy$/.test(name))
      .sort(),
  }),
);
