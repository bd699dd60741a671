import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { miniProject } from "../../support/mini-project.js";
import { linkPackages, VITEST_ENV } from "../../support/own-tests.js";
import { temporaryFolder, weightkit } from "../../support/run-cli.js";

/** Prints no weights as long as the share is not below a quarter, which it is exactly. */
const SOURCE = `import { print } from "@weightkit/sdk";
const RATE: f64 = 0.5;
function share(a: f64, b: f64): f64 {
  return a / (a + b);
}
print(share(RATE, 1.5) < 0.25 ? "x" : '{"type":"weights","weights":{}}');
`;

interface Document {
  readonly possible: number;
  readonly score: { readonly percent: number };
  readonly testsLeftOut: string | null;
  readonly mutants: readonly {
    readonly file: string;
    readonly line: number;
    readonly change: string;
    readonly changed: string | null;
    readonly status: string;
    readonly by: string | null;
  }[];
}

const args = ["check", "--mutate", "--own-code"];

describe("check --mutate", () => {
  test("finds the mutants and survivors that a hand count does", async () => {
    const cwd = miniProject(SOURCE);
    const { code, stdout } = await weightkit([...args, "--json"], { cwd });
    expect(code).toBe(0);
    const { score, mutants, testsLeftOut } = JSON.parse(stdout) as Document;
    const of = (status: string): string[] =>
      mutants.filter((one) => one.status === status).map(({ line, change }) => `${line} ${change}`);
    expect(of("survived").sort()).toEqual([
      "4 `/` becomes `*`",
      "6 `0.25` becomes `0`",
      "6 `1.5` becomes `0`",
      "6 `RATE` becomes `1`",
    ]);
    expect(of("property").sort()).toEqual([
      "4 `+` becomes `-`",
      "6 `0.25` becomes `0.5`",
      "6 `1.5` becomes `3`",
      "6 `<` becomes `<=`",
      "6 `<` becomes `>=`",
      "6 `RATE` becomes `0`",
      "6 the call of print is left out",
    ]);
    expect(mutants).toHaveLength(11);
    expect(score.percent).toBeCloseTo((100 * 7) / 11, 10);
    expect(mutants.find(({ change }) => change.startsWith("`+`"))?.changed).toBe(
      "  return a / (a - b);",
    );
    expect(testsLeftOut).toBe("vitest is not installed");
  });

  test("names survivors by source line, and fails below a threshold", async () => {
    const cwd = miniProject(SOURCE);
    const { code, stdout, stderr } = await weightkit([...args, "--min-score", "70"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain(
      "  logic/weights.ts:4\n      return a / (a + b);\n    10: `/` becomes `*`\n    > return a * (a + b);\n",
    );
    expect(stdout).toMatch(/^11 mutants of \d+: 11 of the author's own code$/m);
    expect(stdout).toContain("7 killed by properties, 0 by tests, 4 survived\n");
    expect(stdout).toContain("The project's tests did not count: vitest is not installed\n");
    expect(stderr).toContain("kill 63.6% of the mutants instead of 70%");
    expect(stderr).toContain("WK666");
  });

  test("a mutant that runs on forever is killed by its fuel, and one that nothing runs is named", async () => {
    const cwd = miniProject(
      `import { print } from "@weightkit/sdk";
let sum = 0;
for (let i = 0; i != 3; i++) sum += i;
function unused(a: i32): i32 {
  return a ^ 1;
}
if (sum > 3) unused(sum);
print('{"type":"weights","weights":{}}');
`,
    );
    const { stdout } = await weightkit([...args, "--json"], { cwd });
    const { mutants } = JSON.parse(stdout) as Document;
    const step = mutants.find(({ changed }) => changed?.includes("i--") === true);
    expect(step).toMatchObject({ line: 3, status: "property", by: "one-object" });
    expect(mutants.find(({ change }) => change.startsWith("`^`"))).toMatchObject({
      status: "not-run",
    });
  });

  test("the project's own tests kill what no property sees", async () => {
    const cwd = temporaryFolder();
    expect(
      (await weightkit(["new", "ema", "--template", "ema-absolute-error"], { cwd })).code,
    ).toBe(0);
    const project = join(cwd, "ema");
    linkPackages(project);
    const options = { cwd: project, env: VITEST_ENV };
    const { code, stdout } = await weightkit([...args, "--json"], options);
    expect(code).toBe(0);
    const { mutants, testsLeftOut } = JSON.parse(stdout) as Document;
    expect(testsLeftOut).toBeNull();
    expect(
      mutants.find(({ change }) => change === "the call of Weights#ema is left out"),
    ).toMatchObject({
      line: 20,
      status: "test",
      by: "the worker that was closer to the truth gets more weight",
    });
    expect(mutants.every(({ status }) => status === "property" || status === "test")).toBe(true);
  });

  test("needs a project, and its options need it", async () => {
    const cwd = miniProject(SOURCE);
    await weightkit(["build"], { cwd });
    const wasm = await weightkit(["check", "build/mini.wasm", "--mutate"], { cwd });
    expect([wasm.code, wasm.stderr]).toEqual([3, expect.stringContaining("WK110")]);
    const alone = await weightkit(["check", "--min-score", "5"], { cwd });
    expect([alone.code, alone.stderr]).toEqual([3, expect.stringContaining("--mutate")]);
    const none = await weightkit(["check", "--mutate", "--own-code"], {
      cwd: miniProject('import { print } from "@weightkit/sdk";\nexport { print };\n'),
    });
    expect(none.code).not.toBe(0);
  });
});
