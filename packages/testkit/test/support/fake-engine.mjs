#!/usr/bin/env node
// Stands in for wasmtime or bls-runtime: does what the WASM's name asks for, and prints how it was called.
import { readFileSync, writeSync } from "node:fs";

const args = process.argv.slice(2);
if (args[0] === "--version") process.exit(0);
const file = args.find((arg) => arg.endsWith(".wasm")) ?? "";
const [, what, value] = /\/([a-z]+)_?([^/]*)\.wasm$/.exec(file) ?? [];
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
    env: Object.keys(process.env).filter((name) => /TOPIC|SECRET/.test(name)),
  }),
);
