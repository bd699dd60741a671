import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

interface Told {
  ok: boolean;
  functionId: string;
  errors: { code: string; place: { file: string } | null }[];
}

async function verify(cwd: string, ...args: string[]): Promise<Told & { code: number }> {
  const { code, stdout } = await weightkit(["verify", ...args, "--json"], { cwd });
  return { code, ...(JSON.parse(stdout) as Told) };
}

async function built(): Promise<string> {
  const cwd = miniProject(PRINTS);
  expect((await weightkit(["build"], { cwd })).code).toBe(0);
  return cwd;
}

test("a fresh build verifies, as a project and as a package, against its own id only", async () => {
  const cwd = await built();
  const { code, functionId } = await verify(cwd);
  expect(code).toBe(0);
  expect(await verify(cwd, "build", "--function-id", functionId)).toMatchObject({
    code: 0,
    functionId,
  });
  const other = "bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354";
  expect(await verify(cwd, "--function-id", other)).toMatchObject({
    code: 5,
    errors: [{ code: "WK703" }],
  });
});

test("sources that changed since are noticed", async () => {
  const cwd = await built();
  writeFileSync(join(cwd, "logic/weights.ts"), `${PRINTS}print("more");\n`);
  const { code, errors } = await verify(cwd);
  expect(code).toBe(5);
  expect(errors.map(({ place }) => place?.file)).toEqual([
    "build/mini.wasm",
    "build/mini.wasm.map",
    "build/mini.wasm.names",
    "build/manifest.json",
    "build/mini.tar.gz",
    "build/mini.car",
  ]);
});

test("an archive that was touched is what a node refuses too", async () => {
  const cwd = await built();
  const path = join(cwd, "build/mini.tar.gz");
  const bytes = readFileSync(path);
  const last = bytes.length - 1;
  bytes.writeUInt8(bytes.readUInt8(last) ^ 1, last);
  writeFileSync(path, bytes);
  expect(await verify(cwd)).toMatchObject({ code: 3, errors: [{ code: "WK405" }] });
});

test.each([
  [{ limited_fuel: 0 }, "WK404", "limited_fuel"],
  [{ limited_memory: 0 }, "WK453", "limited_memory"],
  [{ limited_memory: 70_000 }, "WK404", "limited_memory"],
  [{ run_time: 5 }, "WK404", "run_time"],
  [{ limited_fuel: "5" }, "WK404", "limited_fuel"],
])("a manifest with which every run fails is refused: %j", async (fields, code, field) => {
  const cwd = await built();
  const path = join(cwd, "build/manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as object;
  writeFileSync(path, JSON.stringify({ ...manifest, ...fields }));
  const { errors, ...verified } = await verify(cwd, "build");
  expect(verified).toMatchObject({ ok: false });
  expect(verified.code).not.toBe(0);
  expect(errors).toMatchObject([{ code, place: { field } }]);
});

test("memory below what the module starts with is neither built nor packed", async () => {
  const cwd = miniProject(PRINTS);
  const path = join(cwd, "weightkit.json");
  const project = JSON.parse(readFileSync(path, "utf8")) as object;
  expect((await weightkit(["build", "--debug"], { cwd })).code).toBe(0);
  writeFileSync(path, JSON.stringify({ ...project, limits: { memoryPages: 1 } }));
  const build = await weightkit(["build"], { cwd });
  expect(build.stderr).toMatch(
    /WK453.*needs \d+ pages of memory at its start, above the limit of 1/,
  );
  expect(build.code).toBe(4);
  expect(existsSync(join(cwd, "build/manifest.json"))).toBe(false);
  const wasm = "build/debug/mini.wasm";
  const packed = await weightkit(["package", wasm, "--memory-pages", "1"], { cwd });
  expect(packed.stderr).toContain("WK453");
  expect(existsSync(join(cwd, "build/manifest.json"))).toBe(false);
});

test("nothing was built yet", async () => {
  expect(await verify(miniProject(PRINTS))).toMatchObject({ code: 3, errors: [{ code: "WK702" }] });
});

describe("--source", () => {
  test("rebuilds a package that somebody gave, from sources elsewhere", async () => {
    const cwd = await built();
    const { functionId } = await verify(cwd);
    const elsewhere = temporaryFolder();
    cpSync(join(cwd, "build"), join(elsewhere, "given"), { recursive: true });
    const given = join(elsewhere, "given");
    for (const place of [given, join(given, "mini.car"), functionId])
      expect(await verify(elsewhere, place, "--source", cwd)).toMatchObject({
        ...{ code: 0, functionId, rebuilt: true },
      });
  });

  test("names the section, function and line of source in which they differ", async () => {
    const entry = `import { print } from "@weightkit/sdk";
export function other(x: i32): i32 {
  return x * 3;
}
print('{"type":"weights","weights":{}}');
`;
    const cwd = miniProject(entry);
    expect((await weightkit(["build"], { cwd })).code).toBe(0);
    const { functionId } = await verify(cwd);
    writeFileSync(join(cwd, "logic/weights.ts"), entry.replace("x * 3", "x * 5"));
    const run = await weightkit(["verify", "build", "--source", cwd], { cwd });
    expect(run.code).toBe(5);
    expect(run.stderr).toContain("WK707");
    expect(run.stderr).toMatch(/code section, function \S*other \(logic\/weights\.ts:3\)/);
    const byId = await verify(cwd, functionId, "--source", cwd);
    expect(byId).toMatchObject({ code: 5, errors: [{ code: "WK703" }] });
  });
});
