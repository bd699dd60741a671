import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

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
