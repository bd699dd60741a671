import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

interface Told {
  fresh: boolean;
  functionId: string;
  wasmBytes: number;
}

async function built(cwd: string, ...args: string[]): Promise<Told> {
  const { code, stdout, stderr } = await weightkit(["build", "--json", ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Told;
}

test("builds a package that loads with all its checksums", async () => {
  const folder = miniProject(PRINTS);
  expect((await built(folder)).fresh).toBe(false);
  expect(readdirSync(join(folder, "build")).sort()).toEqual([
    ".weightkit-build.json",
    "manifest.json",
    "mini.tar.gz",
    "mini.wasm",
    "mini.wasm.map",
    "mini.wasm.names",
  ]);
  const packed = loadLogic(join(folder, "build"));
  const bare = loadLogic(join(folder, "build/mini.wasm"));
  expect(packed.sha256).toBe(bare.sha256);
  expect(packed.manifest?.limited_fuel).toBe(1_000_000_000);
});

test("the same bytes wherever the project lies and however deep", async () => {
  const one = miniProject(PRINTS);
  const two = join(temporaryFolder(), "a/b/c d/é");
  cpSync(one, two, { recursive: true });
  await built(one);
  await built(two);
  for (const name of ["manifest.json", "mini.tar.gz", "mini.wasm", "mini.wasm.map"]) {
    expect(
      readFileSync(join(two, "build", name)).equals(readFileSync(join(one, "build", name))),
    ).toBe(true);
  }
});

test("does not compile what has not changed, and notices every change", async () => {
  const folder = miniProject(PRINTS);
  const first = await built(folder);
  expect(await built(folder)).toEqual({ ...first, fresh: true });
  expect((await built(folder, "--force")).fresh).toBe(false);

  writeFileSync(join(folder, "logic/weights.ts"), `${PRINTS}print("x");\n`);
  const changed = await built(folder);
  expect(changed.fresh).toBe(false);
  expect(changed.functionId).not.toBe(first.functionId);

  writeFileSync(join(folder, "build/mini.wasm"), "damaged");
  expect((await built(folder)).fresh).toBe(false);

  writeFileSync(join(folder, "weightkit.json"), '{"name": "mini", "limits": {"fuel": 7}}');
  expect((await built(folder)).fresh).toBe(false);
  expect(loadLogic(join(folder, "build")).manifest?.limited_fuel).toBe(7);
});

test("a file that shadows another one later is noticed", async () => {
  const folder = miniProject(
    'import { a } from "./a";\nimport { print } from "@weightkit/sdk";\nprint(a);\n',
    {},
    {
      "logic/a/index.ts": 'export const a = "one";\n',
    },
  );
  await built(folder);
  writeFileSync(join(folder, "logic/a.ts"), 'export const a = "two";\n');
  expect((await built(folder)).fresh).toBe(false);
});

test("payload limit and target reach the SDK", async () => {
  const entry = 'import { print, settings } from "@weightkit/sdk";\nprint(settings());\n';
  const folder = miniProject(entry, { target: "wasi", limits: { payloadBytes: 123_456 } });
  expect((await weightkit(["build"], { cwd: folder })).code).toBe(0);
  const { stdout } = await weightkit(["run"], { cwd: folder, stdin: "{}" });
  expect(stdout).toBe("123456 1\n");
  expect(loadLogic(join(folder, "build")).manifest?.stdin).toBe("inherit");
});

test("a debug build goes elsewhere", async () => {
  const folder = miniProject(PRINTS);
  await built(folder, "--debug");
  expect(existsSync(join(folder, "build/debug/mini.wasm"))).toBe(true);
  expect(existsSync(join(folder, "build/mini.wasm"))).toBe(false);
});

test("no asconfig.json is read", async () => {
  const folder = miniProject(
    PRINTS,
    {},
    { "asconfig.json": '{"targets": {"release": {"runtime": "none"' },
  );
  await built(folder);
});
