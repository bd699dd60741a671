import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { HEAD, wasm } from "../support/wat.js";

interface Document {
  readonly bytes: number;
  readonly sha256: string;
  readonly functionId: string | null;
  readonly imports: readonly { readonly name: string; readonly meaning: string }[];
  readonly memories: readonly unknown[];
  readonly sections: readonly { readonly bytes: number }[];
  readonly functions: readonly { readonly name: string | null; readonly bytes: number }[];
}

async function inspect(cwd: string, ...args: string[]): Promise<Document> {
  const { code, stdout, stderr } = await weightkit(["inspect", ...args, "--json"], { cwd });
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout) as Document;
}

test("a bare WASM: imports and what for, memory, sections, functions", async () => {
  const cwd = temporaryFolder();
  const bytes = await wasm(`(module ${HEAD} (func (export "_start") (nop)))`);
  writeFileSync(join(cwd, "logic.wasm"), bytes);
  const found = await inspect(cwd, "logic.wasm");
  expect(found).toMatchObject({
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    functionId: null,
    imports: [{ name: "fd_write", meaning: "print: the weights on stdout, logs on stderr" }],
    memories: [{ minimum: 1, maximum: null }],
    // No locals, nop, end.
    functions: [{ index: 1, name: "_start", bytes: 3 }],
  });
  const { stdout } = await weightkit(["inspect", "logic.wasm"], { cwd });
  expect(stdout).toContain("  1 page at start (64 KiB), no maximum\n");
  expect(stdout).toContain("  fuel 1,000,000,000 units\n");
});

test("a project, its package and its archive are the same logic; a package has its function id", async () => {
  const cwd = miniProject(PRINTS);
  const built = await weightkit(["build", "--json"], { cwd });
  const { functionId } = JSON.parse(built.stdout) as { functionId: string };
  const found = [
    await inspect(cwd),
    await inspect(cwd, "build"),
    await inspect(cwd, "build/mini.tar.gz"),
    await inspect(cwd, "build/mini.wasm"),
  ];
  const wanted = createHash("sha256")
    .update(readFileSync(join(cwd, "build/mini.wasm")))
    .digest("hex");
  expect(found.map(({ sha256 }) => sha256)).toEqual([wanted, wanted, wanted, wanted]);
  expect(found.map((one) => one.functionId)).toEqual([functionId, functionId, functionId, null]);
  // The published bytes have no names; the file next to them does.
  const start = (one: Document): boolean =>
    one.functions.some(({ name }) => name === "start:logic/weights");
  expect(found.map(start)).toEqual([true, true, true, true]);
  const [{ sections, bytes } = { sections: [], bytes: 0 }] = found;
  expect(sections.reduce((sum, one) => sum + one.bytes, 8)).toBe(bytes);
});

test("an import that no node provides is named as such; --functions limits the list", async () => {
  const cwd = temporaryFolder();
  const bytes = await wasm(
    '(module (import "env" "now" (func)) (func (export "_start") (nop)) (func (nop) (nop)))',
  );
  writeFileSync(join(cwd, "logic.wasm"), bytes);
  const found = await inspect(cwd, "logic.wasm", "--functions", "1");
  expect(found.imports[0]?.meaning).toBe("no node provides this: the logic cannot start");
  expect(found.functions).toEqual([{ index: 2, name: null, bytes: 4 }]);
});
