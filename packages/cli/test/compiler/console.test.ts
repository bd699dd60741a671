import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import asc from "assemblyscript/asc";
import { compilerArguments, type CompileRequest } from "../../src/compiler/compile.js";
import { OWN_LIBRARY, type Library } from "../../src/compiler/libraries.js";
import { SourceHost } from "../../src/compiler/source-host.js";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/** A project with the real SDK. */
function project(source: string, more: Record<string, string> = {}): string {
  const cwd = temporaryFolder();
  writeAll(cwd, { "weightkit.json": '{ "name": "mini" }', "logic/weights.ts": source, ...more });
  return cwd;
}

interface Run {
  readonly stdout: string;
  readonly stderr: string;
}

async function run(cwd: string): Promise<Run> {
  const { stdout } = await weightkit(["run", "--json"], { cwd, stdin: "{}" });
  return JSON.parse(stdout) as Run;
}

test("console writes values of every kind to stderr, and nothing to stdout", async () => {
  const found = await run(
    project(`console.log("sets", 3);
console.info(1.5);
console.warn("w", true, [1, 2]);
console.error("bad");
console.debug("d");
console.assert(1 > 2, "one is less");
console.assert(true, "not shown");
console.time("t");
console.timeEnd("t");
`),
  );
  const lines = found.stderr.split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "sets 3",
    "1.5",
    "w true 1,2",
    "bad",
    "d",
    "Assertion failed: one is less",
  ]);
  expect(lines[6]).toMatch(/^t: [\d.e-]+ms$/);
  expect(lines.slice(7)).toEqual([""]);
  expect(found.stdout).toBe("");
});

/** The bytes that the compiler makes of `source` with these libraries. */
async function bytesWith(source: string, libraries: readonly Library[]): Promise<Uint8Array> {
  const directory = project(source);
  const request: CompileRequest = {
    ...{ directory, cwd: directory, entry: "logic/weights.ts", name: "mini", debug: false },
    ...{ target: "blockless", payloadBytes: 1 << 20, wasm: null, gc: "none", start: "_start" },
  };
  const host = new SourceHost(directory, request, libraries);
  const written: Uint8Array[] = [];
  const { error } = await asc.main(compilerArguments(request, libraries), {
    readFile: (name, base) => host.readFile(name, base),
    listFiles: (folder) => host.listFiles(folder),
    writeFile: (name, contents) => {
      if (name.endsWith(".wasm") && contents instanceof Uint8Array) written.push(contents);
    },
  });
  expect(error).toBeNull();
  const [bytes] = written;
  if (bytes === undefined) throw new Error("no bytes");
  return bytes;
}

test("a program that does not use console has no byte more", async () => {
  const logs = 'import { log } from "@weightkit/sdk";\nlog("x");\n';
  const files = new Map([...OWN_LIBRARY.files].filter(([name]) => !name.includes("console")));
  const aliases = OWN_LIBRARY.aliases.filter((alias) => !alias.startsWith("console="));
  const without = await bytesWith(logs, [{ ...OWN_LIBRARY, files, aliases }]);
  expect(await bytesWith(logs, [OWN_LIBRARY])).toEqual(without);
  expect((await bytesWith(`${logs}console.log("y");\n`, [OWN_LIBRARY])).length).toBeGreaterThan(
    without.length,
  );
});

const SHIM = "@assemblyscript/wasi-shim";
const PORTED = 'process.stdout.write("{}");\nconsole.error("note");\n';

test.each([
  ["package.json", JSON.stringify({ devDependencies: { [SHIM]: "0.1.0" } })],
  ["asconfig.json", JSON.stringify({ extends: `./node_modules/${SHIM}/asconfig.json` })],
])("a project that brings the WASI shim by %s builds as it was written", async (file, text) => {
  const found = await run(project(PORTED, { [file]: text }));
  // The shim's console writes to stdout.
  expect(found.stdout).toMatch(/^\{\}.*note\n$/);
});

test("without the shim there is no process, and the shim's randomness stays out", async () => {
  const plain = await weightkit(["build"], { cwd: project(PORTED) });
  expect([plain.code, plain.stderr.includes("There is no process")]).toEqual([2, true]);
  const shim = { "package.json": JSON.stringify({ dependencies: { [SHIM]: "0.1.0" } }) };
  const random = project("process.stdout.write(Math.random().toString());\n", shim);
  const { code, stderr } = await weightkit(["build"], { cwd: random });
  expect(code).toBe(2);
  expect(stderr).toContain("Remove Math.random");
});

test("the installed shim is the release that was tested", () => {
  const require = createRequire(join(import.meta.dirname, "x.js"));
  expect((require(`${SHIM}/package.json`) as { version: string }).version).toBe("0.1.0");
});
