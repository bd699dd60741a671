import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Check } from "../../src/commands/doctor/check.js";
import { nodeCheck } from "../../src/commands/doctor/checks.js";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

interface Document {
  readonly code: number;
  readonly ok: boolean;
  readonly checks: readonly Check[];
}

async function doctor(cwd: string, env: Record<string, string> = {}): Promise<Document> {
  const { code, stdout } = await weightkit(["doctor", "--json"], { cwd, env });
  return { code, ...(JSON.parse(stdout) as Omit<Document, "code">) };
}

const named = ({ checks }: Document, label: string): Check | undefined =>
  checks.find((one) => one.label === label);

const HISTORY = { history: { inferences: "i.csv" } };
const INFERENCES = { "i.csv": "timestamp,worker,value\n1,a,1\n" };

test("a project with all it needs", async () => {
  const cwd = miniProject(PRINTS, HISTORY, { ...INFERENCES, "package-lock.json": "{}" });
  const found = await doctor(cwd);
  expect([found.code, found.ok]).toEqual([0, true]);
  expect(named(found, "project")).toMatchObject({ status: "ok", detail: "mini (weightkit.json)" });
  expect(named(found, "@weightkit/sdk")).toMatchObject({ status: "ok", detail: "0.0.0" });
  expect(named(found, "assemblyscript")).toMatchObject({ status: "ok" });
  expect(named(found, "lock file")).toMatchObject({ status: "ok", detail: "package-lock.json" });
  expect(named(found, "history (inferences)")).toMatchObject({ detail: "i.csv, 29 bytes" });
  expect(named(found, "network")?.detail).toMatch(/^not needed/);
});

test("faults have a fix, and end with 3", async () => {
  const cwd = miniProject(PRINTS, HISTORY);
  rmSync(join(cwd, "logic/weights.ts"));
  const found = await doctor(cwd);
  expect([found.code, found.ok]).toEqual([3, false]);
  for (const label of ["project", "history (inferences)"]) {
    expect(named(found, label), label).toMatchObject({ status: "fault" });
    expect(named(found, label)?.fix).toMatch(/^\w/);
  }
  expect(named(found, "lock file")?.status).toBe("warning");
});

test("a project file that is not valid is shown with its code", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "weightkit.json"), "{}");
  const found = await doctor(cwd);
  expect(named(found, "project")).toMatchObject({
    status: "fault",
    detail: expect.stringMatching(/^WK123: /) as string,
  });
});

test("outside a project: a warning, and engines on PATH with their place", async () => {
  const cwd = temporaryFolder();
  const engine = join(cwd, "wasmtime");
  writeFileSync(engine, "");
  chmodSync(engine, 0o755);
  const found = await doctor(cwd, { PATH: `/nowhere:${cwd}` });
  expect(found.code).toBe(0);
  expect(named(found, "project")?.status).toBe("warning");
  expect(named(found, "wasmtime")?.detail).toBe(engine);
  expect(named(found, "bls-runtime")?.detail).toMatch(/^not on PATH/);
});

test("old versions of Node are refused", () => {
  expect(nodeCheck("20.17.0").status).toBe("ok");
  expect(nodeCheck("22.0.0").status).toBe("ok");
  expect(nodeCheck("20.16.9").status).toBe("fault");
  expect(nodeCheck("18.20.1").status).toBe("fault");
});

test("as text: the state, what and the fix, within 60 columns", async () => {
  const { stdout } = await weightkit(["doctor"], { cwd: temporaryFolder() });
  expect(stdout).toMatch(/^ok {7}Node: \d+\.\d+\.\d+$/m);
  expect(stdout).toMatch(/^warning {2}project: no weightkit\.json here or above$/m);
  expect(stdout).toMatch(/^ {9}fix: Change to a project's folder/m);
});
