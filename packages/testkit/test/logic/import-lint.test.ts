import { expect, it } from "vitest";
import { lintManifest } from "../../src/logic/manifest-lint.js";
import { parseManifest } from "../../src/logic/parse-manifest.js";
import { lintStdin, makesRequests } from "../../src/logic/import-lint.js";
import { packageOf } from "../support/packages.js";
import { wat } from "../support/wat.js";

const READ = "(param i32 i32 i32 i32) (result i32)";
const STDIN = `(import "wasi_snapshot_preview1" "fd_read" (func ${READ}))`;
const OLD_STDIN = `(import "wasi_unstable" "fd_read" (func ${READ}))`;
const MEMORY = '(import "blockless_memory" "memory_read" (func (param i32 i32 i32) (result i32)))';
const WRITE = `(import "wasi_snapshot_preview1" "fd_write" (func ${READ}))`;
const module = (...imports: readonly string[]): Uint8Array =>
  wat(`(module ${imports.join(" ")} (func (export "_start")))`);

it.each([
  ["nothing", []],
  ["memory_read", [WRITE, MEMORY]],
  ["both ways, as Go's runtime does", [STDIN, WRITE, MEMORY]],
  ["only what writes", [WRITE]],
])("has nothing against logic that imports %s", (_what, imports) => {
  expect(lintStdin(module(...imports))).toBeNull();
});

it.each([STDIN, OLD_STDIN])("warns of logic that has stdin only: %s", (read) => {
  expect(lintStdin(module(read, WRITE))).toMatch(
    /^The logic reads WASI stdin .*runs the \.wasm without its manifest.*memory_read/,
  );
});

it("finds logic that can make HTTP requests", () => {
  const request =
    '(import "blockless_http" "http_req" (func (param i32 i32 i32 i32 i32 i32) (result i32)))';
  const close = '(import "blockless_http" "http_close" (func (param i32) (result i32)))';
  expect([makesRequests(module(request)), makesRequests(module(close, MEMORY))]).toEqual([
    true,
    false,
  ]);
});

it("warns of a manifest that asks for stdin, whatever the logic imports", () => {
  const notes = (stdin: string | undefined) =>
    lintManifest(
      parseManifest(packageOf(module(MEMORY), { manifest: { stdin } }).manifest, "m.json"),
    );
  expect(notes(undefined)).toEqual([]);
  expect(notes("null")).toEqual([]);
  expect(notes("inherit")).toEqual([expect.stringContaining('"stdin": "inherit"')]);
});
