import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";
import { expect, test } from "vitest";
import { compilerArguments } from "../../src/compiler/compile.js";
import { OWN_LIBRARY } from "../../src/compiler/libraries.js";
import { SourceHost } from "../../src/compiler/source-host.js";
import { miniProject } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

/** Fails in an array's bounds check, which is a library's code. */
const FAILS = `import { print } from "@weightkit/sdk";
const values: f64[] = [];
// @ts-ignore: decorator
@noinline
function lastOf(list: f64[]): f64 {
  return list[list.length - 1];
}
print(lastOf(values).toString());
`;

/** What the compiler makes without `--debug`: the bytes that were published before there were names. */
async function plainBytes(directory: string): Promise<Uint8Array> {
  const config = {
    target: "blockless",
    payloadBytes: 1 << 20,
    wasm: null,
    gc: "none",
    start: "_start",
  } as const;
  const request = { ...config, directory, entry: "logic/weights.ts", name: "mini", debug: false };
  const host = new SourceHost(directory, config);
  const outputs = new Map<string, Uint8Array | string>();
  const all = compilerArguments({ ...request, cwd: directory }, [OWN_LIBRARY]);
  const args = all.filter((one) => one !== "--debug");
  await asc.main(args, {
    readFile: (name, base) => host.readFile(name, base),
    listFiles: (folder) => host.listFiles(folder),
    writeFile: (name, contents) => void outputs.set(name, contents),
    reportDiagnostic: () => undefined,
    stdout: { write: () => undefined },
    stderr: { write: () => undefined },
  });
  const bytes = outputs.get("mini.wasm");
  if (!(bytes instanceof Uint8Array)) throw new Error("nothing compiled");
  return bytes;
}

test("an optimized build keeps function names in a file, and its bytes are those without names", async () => {
  const cwd = miniProject(FAILS);
  expect((await weightkit(["build"], { cwd })).code).toBe(0);
  const wasm = readFileSync(join(cwd, "build/mini.wasm"));
  expect(wasm).toEqual(Buffer.from(await plainBytes(cwd)));
  expect(readFileSync(join(cwd, "build/mini.wasm.names")).toString("latin1")).toContain(
    "logic/weights",
  );

  await weightkit(["build", "--debug"], { cwd });
  expect(existsSync(join(cwd, "build/debug/mini.wasm.names"))).toBe(false);
});

test("a failure's first frame is the author's own, in an optimized build too", async () => {
  const cwd = miniProject(FAILS);
  for (const args of [[], ["--debug"]]) {
    const { stderr, code } = await weightkit(["run", ...args], { cwd, stdin: "{}" });
    expect(code).toBe(1);
    const frames = stderr.split("\n").filter((line) => line.startsWith("    at "));
    expect(frames[0]).toMatch(/at (logic\/weights\/lastOf|start:logic\/weights) \(/);
    expect(stderr).not.toContain("function 1");
  }
});
