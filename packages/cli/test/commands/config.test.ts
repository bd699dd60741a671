import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

interface Known {
  readonly name: string;
  readonly value: unknown;
  readonly source: { readonly kind: string };
  readonly place: string | null;
}

function project(): string {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, "weightkit.json"),
    '{\n  "name": "mini",\n  "limits": {\n    "fuel": 5000000\n  }\n}\n',
  );
  return cwd;
}

async function settings(args: string[], env: Record<string, string> = {}): Promise<Known[]> {
  const { code, stdout } = await weightkit(["config", ...args, "--json"], { cwd: project(), env });
  expect(code).toBe(0);
  const { options, project: own } = JSON.parse(stdout) as { options: Known[]; project: Known[] };
  return [...options, ...own];
}

const named = (known: readonly Known[], name: string): Known | undefined =>
  known.find((one) => one.name === name);

test("a value from each source, with the line of the project file", async () => {
  const known = await settings(["--seed", "7"], { WEIGHTKIT_BLOCK_SECONDS: "6" });
  expect(named(known, "--seed")).toMatchObject({ value: 7, source: { kind: "command line" } });
  expect(named(known, "--block-seconds")).toMatchObject({
    value: 6,
    source: { kind: "environment", variable: "WEIGHTKIT_BLOCK_SECONDS" },
  });
  const line = { value: 5_000_000, source: { kind: "project file" }, place: "weightkit.json:4" };
  expect(named(known, "--fuel")).toMatchObject(line);
  expect(named(known, "limits.fuel")).toMatchObject(line);
  expect(named(known, "entry")).toMatchObject({
    value: "logic/weights.ts",
    source: { kind: "default" },
    place: null,
  });
});

test("an option comes before the project file", async () => {
  const known = await settings(["--fuel", "1000"]);
  expect(named(known, "--fuel")).toMatchObject({ value: 1000, source: { kind: "command line" } });
  expect(named(known, "limits.fuel")).toMatchObject({ value: 5_000_000 });
});

test("as text, with separators; outside a project without its part", async () => {
  const { stdout } = await weightkit(["config"], { cwd: project() });
  expect(stdout).toMatch(/^ {2}limits\.fuel +5,000,000 +weightkit\.json:4$/m);
  const alone = await weightkit(["config"], { cwd: temporaryFolder() });
  expect(alone.code).toBe(0);
  expect(alone.stdout).toContain("There is no project here");
});
