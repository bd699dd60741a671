import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pack } from "../../src/package/pack.js";
import { expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { wasm } from "../support/wat.js";

// b7s runs the .wasm, never the manifest: WASI stdin is empty there (protocol.md section 6).

const TARGET = /"target" is "wasi": the logic takes its payload from WASI stdin/;
const IMPORT = /The logic reads WASI stdin \(fd_read\)/;
const MANIFEST = /The manifest asks for the payload on WASI stdin/;

/** Reads stdin, and prints no weights. */
const READS = `import { print } from "@weightkit/sdk";
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "fd_read")
declare function fd_read(fd: u32, iovs: usize, count: u32, read: usize): u32;
const vector = memory.data(12, 4);
store<u32>(vector, <u32>changetype<usize>(heap.alloc(64)));
store<u32>(vector, 64, 4);
fd_read(0, vector, 1, vector + 8);
print('{"type":"weights","weights":{}}');
`;

const FAST = ["check", "--property", "one-object", "--runs", "2"];
const PUBLISH = ["publish", "--dry-run", "--gateway", "https://gateway.example"];

const readsStdin = (): Promise<Uint8Array> =>
  wasm(`(module
    (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1) (func (export "_start")))`);

async function warned(cwd: string, ...args: string[]): Promise<string> {
  const { stderr } = await weightkit(args, { cwd });
  return stderr.replace(/\s+/g, " ");
}

test.each([["build"], PUBLISH, FAST, ["inspect"], ["run"]])(
  "%s warns of a project whose target is wasi, once",
  async (...args) => {
    const cwd = miniProject(PRINTS, { target: "wasi" });
    const stderr = await warned(cwd, ...args);
    expect(stderr).toMatch(TARGET);
    expect(stderr).not.toMatch(IMPORT);
  },
);

test.each([["build"], PUBLISH, FAST, ["inspect"]])(
  "%s warns of logic that reads stdin whatever the project file has, and again when nothing had to be built",
  async (...args) => {
    const cwd = miniProject(READS);
    for (let run = 0; run < 2; run += 1) {
      const stderr = await warned(cwd, ...args);
      expect(stderr).toMatch(IMPORT);
      expect(stderr).not.toMatch(TARGET);
    }
  },
);

test.each([["build"], PUBLISH, FAST, ["inspect"]])(
  "%s has no such warning for logic without a way to stdin",
  async (...args) => {
    expect(await warned(miniProject(PRINTS), ...args)).not.toMatch(/stdin/);
  },
);

test.each([
  ["inspect", "."],
  [...FAST, "."],
  [...PUBLISH, "."],
])("%s warns of a package's manifest, or of what its WASM imports", async (...args) => {
  const cwd = temporaryFolder();
  const bytes = await wasm(
    '(module (import "wasi_snapshot_preview1" "fd_read" (func (param i32 i32 i32 i32) (result i32))) (memory (export "memory") 1) (func (export "_start")))',
  );
  for (const stdin of ["inherit", null] as const) {
    const folder = join(cwd, stdin ?? "none");
    mkdirSync(folder);
    const { files } = pack({
      ...{ name: "logic", description: "", wasm: bytes, permissions: [] },
      ...{ fuel: 1000, memoryPages: 64, stdin },
    });
    for (const file of files) writeFileSync(join(folder, file.name), file.bytes);
    writeFileSync(join(folder, "logic.wasm"), bytes);
    const stderr = await warned(folder, ...args);
    expect(stderr).toMatch(stdin === null ? IMPORT : MANIFEST);
    expect(stderr).not.toMatch(stdin === null ? MANIFEST : IMPORT);
  }
});

test("inspect warns of a bare WASM, and lists what the import is for", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "logic.wasm"), await readsStdin());
  const { stdout, stderr } = await weightkit(["inspect", "logic.wasm"], { cwd });
  expect(stderr.replace(/\s+/g, " ")).toMatch(IMPORT);
  expect(stdout).toContain("read stdin, which is empty on a b7s network");
});
