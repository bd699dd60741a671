import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CarReader } from "@ipld/car";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { CID_PROFILES } from "@weightkit/testkit/internal/logic/unixfs";
import { inspectWasm } from "@weightkit/testkit/internal/wasm/inspect";
import { functionSizes } from "@weightkit/testkit/internal/wasm/sections";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test, vi } from "vitest";
import wabtInit from "wabt";
import { CID_PROFILE_NAMES } from "../../src/settings/cid-option.js";
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
    "mini.car",
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

test("the same bytes for any umask, time zone, user, home and day", async () => {
  const command = fileURLToPath(new URL("../../bin/weightkit.js", import.meta.url));
  const everywhere = [
    { umask: "022", env: { TZ: "America/New_York", USER: "ann", HOME: "/nowhere", LANG: "C" } },
    {
      umask: "077",
      env: { TZ: "Pacific/Kiritimati", USER: "bob", HOME: "/", LANG: "tr_TR.UTF-8" },
    },
  ];
  const folders = await Promise.all(
    everywhere.map(async ({ umask, env }) => {
      const cwd = miniProject(PRINTS);
      const { PATH } = process.env;
      const script = `umask ${umask}; exec "$0" "$1" build`;
      const args = ["-c", script, process.execPath, command];
      await promisify(execFile)("sh", args, { cwd, env: { PATH, ...env } });
      return cwd;
    }),
  );
  const [one, two] = folders.map((cwd) =>
    OUTPUTS.map((name) => readFileSync(join(cwd, "build", name)).toString("base64")),
  );
  expect(one).toEqual(two);
});

const OUTPUTS = ["manifest.json", "mini.car", "mini.tar.gz", "mini.wasm", "mini.wasm.map"];

test("the manifest is valid by its schema", async () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL("../../../testkit/schema/manifest.schema.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv2020({ strict: true }).compile(schema as object);
  for (const settings of [{}, { target: "wasi", permissions: ["https://data.example/"] }]) {
    const folder = miniProject(PRINTS, settings);
    // The target wasi comes with a warning.
    expect((await weightkit(["build"], { cwd: folder })).code).toBe(0);
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "build/manifest.json"), "utf8"));
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
  }
  expect(validate({ name: "x" })).toBe(false);
});

test("the CAR has the function id as its root and loads as the folder does", async () => {
  const folder = miniProject(PRINTS);
  const { functionId } = await built(folder);
  const reader = await CarReader.fromBytes(readFileSync(join(folder, "build/mini.car")));
  expect((await reader.getRoots()).map(String)).toEqual([functionId]);
  const { code, stdout } = await weightkit(["verify", "build/mini.car", "--json"], { cwd: folder });
  expect([code, (JSON.parse(stdout) as Told).functionId]).toEqual([0, functionId]);
});

test("a package is taken as folder, manifest, archive, CAR and CID-named folder by every command", async () => {
  const folder = miniProject(PRINTS);
  const { functionId } = await built(folder);
  cpSync(join(folder, "build"), join(folder, "other"), { recursive: true });
  mkdirSync(join(folder, functionId));
  for (const name of ["manifest.json", "mini.tar.gz"])
    cpSync(join(folder, "build", name), join(folder, functionId, name));
  const places = [
    "other",
    "other/manifest.json",
    "other/mini.tar.gz",
    "other/mini.car",
    functionId,
  ];
  for (const place of places) {
    const inspected = await weightkit(["inspect", place, "--json"], { cwd: folder });
    expect((JSON.parse(inspected.stdout) as Told).functionId, place).toBe(functionId);
    const run = await weightkit(["run", place], { cwd: folder, stdin: "{}" });
    expect([run.code, run.stdout]).toEqual([0, '{"type":"weights","weights":{}}\n']);
  }
  writeFileSync(join(folder, functionId, "manifest.json"), "{}");
  const changed = await weightkit(["inspect", functionId, "--json"], { cwd: folder });
  expect(changed.code).toBe(3);
});

test("writes the module as text on request, and removes it when it is out of date", async () => {
  const folder = miniProject(PRINTS);
  await built(folder, "--wat");
  const text = readFileSync(join(folder, "build/mini.wat"), "utf8");
  expect(text).toMatch(/^\(module/);
  expect(text).toContain('(import "wasi_snapshot_preview1" "fd_write"');
  // An independent assembler makes a module of it that has as many functions and prints the same.
  const wabt = await wabtInit();
  const again = wabt.parseWat("mini.wat", text, { bulk_memory: true }).toBinary({}).buffer;
  writeFileSync(join(folder, "again.wasm"), again);
  const wasm = readFileSync(join(folder, "build/mini.wasm"));
  expect(functionSizes(again, inspectWasm(again))).toHaveLength(
    functionSizes(wasm, inspectWasm(wasm)).length,
  );
  const { stdout } = await weightkit(["run", "again.wasm"], { cwd: folder, stdin: "{}" });
  expect(stdout).toBe('{"type":"weights","weights":{}}\n');
  expect((await built(folder, "--wat")).fresh).toBe(true);
  expect((await built(folder)).fresh).toBe(false);
  expect(existsSync(join(folder, "build/mini.wat"))).toBe(false);
});

test("--cid-profile decides the function id of a large archive only", async () => {
  const folder = miniProject(PRINTS);
  const { functionId } = await built(folder);
  expect((await built(folder, "--cid-profile", "1m")).functionId).toBe(functionId);
  expect(CID_PROFILE_NAMES).toEqual(Object.keys(CID_PROFILES));
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

test("a record that somebody else planted is not believed", async () => {
  const theirs = miniProject('import { print } from "@weightkit/sdk";\nprint("theirs");\n');
  const folder = miniProject(PRINTS);
  await built(theirs);
  const honest = await built(folder);
  cpSync(join(theirs, "build/mini.wasm"), join(folder, "build/mini.wasm"));
  const path = join(folder, "build/.weightkit-build.json");
  const kept = JSON.parse(readFileSync(path, "utf8")) as {
    record: { outputs: Record<string, string> };
    seal: string;
  };
  const planted = readFileSync(join(folder, "build/mini.wasm"));
  kept.record.outputs["mini.wasm"] = createHash("sha256").update(planted).digest("hex");
  for (const record of [kept, { ...kept, seal: "0".repeat(64) }, kept.record]) {
    writeFileSync(join(folder, "build/mini.wasm"), planted);
    writeFileSync(path, JSON.stringify(record));
    expect(await built(folder)).toEqual(honest);
  }
});

test("nothing is reused where no secret can be kept", async () => {
  const folder = miniProject(PRINTS);
  // A file stands where the folder of the secret would be made.
  vi.stubEnv("XDG_STATE_HOME", join(folder, "weightkit.json"));
  try {
    expect((await built(folder)).fresh).toBe(false);
    expect((await built(folder)).fresh).toBe(false);
    expect(existsSync(join(folder, "build/.weightkit-build.json"))).toBe(false);
  } finally {
    vi.unstubAllEnvs();
  }
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
