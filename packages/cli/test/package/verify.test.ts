import { cpSync, readFileSync, writeFileSync } from "node:fs";
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
