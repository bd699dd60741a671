import { spawn } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { storedCommand } from "../../../../test/support/compiled/command.mjs";
import { linkPackages, VITEST_ENV as env } from "../support/own-tests.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const folder = keptFolder();

/** A copy of a template with the packages that it needs, built from this checkout. */
function projectOf(
  template: string,
  packages = ["@weightkit", "assemblyscript", "vitest"],
): string {
  const project = join(folder, `${template}-${packages.length}`);
  cpSync(join(root, "templates", template), project, {
    recursive: true,
    filter: (source) => !/(^|\/)(build|node_modules)$/.test(source),
  });
  linkPackages(project, packages);
  return project;
}

/** Rows of lcov's file by their first word. */
function lcovRows(project: string, kind: string): string[] {
  return readFileSync(join(project, "coverage/lcov.info"), "utf8")
    .split("\n")
    .filter((row) => row.startsWith(`${kind}:`))
    .map((row) => row.slice(kind.length + 1));
}

/** One of each kind of condition. */
const CONDITIONS = `import { Round, log } from "@weightkit/sdk";

const round = Round.read();

function kind(n: i32): i32 {
  if (n < 0) return -1;
  switch (n) {
    case 0:
      return 10;
    case 1:
    case 2:
      return 20;
    default:
      return 30;
  }
}

function both(a: bool, b: bool): bool {
  return (a && b) || !a;
}

class Box {
  constructor(public value: i32) {}
  double(): i32 {
    return this.value * 2;
  }
}

function first(box: Box | null): i32 {
  return box!.value;
}

let i = 0;
do {
  i++;
} while (i < 3);
while (i > 0) {
  if (i == 2) {
    i--;
    continue;
  }
  i--;
}
let sum = kind(-1) + kind(1) + kind(2) + kind(5);
if (both(round.length == 0, false)) sum += 1;
else if (sum > 1000) {
  sum = first(new Box(3));
}
const list: i32[] = [1, 2];
list.forEach((one) => {
  log(one.toString());
});
log(sum.toString() + new Box(4).double().toString());
round.keepWeights();
`;

describe("weightkit test", () => {
  const bare = projectOf("bare");

  test("builds and runs the project's vitest, which gets what follows the dashes", async () => {
    const { code, stdout } = await weightkit(["test", bare, "--", "-t", "empty first"], { env });
    expect(stdout).toMatch(/Tests\s+1 passed \| 3 skipped/);
    expect(code).toBe(0);
  });

  test("--json prints one document: counts, failures and coverage", async () => {
    const passes = ["test", bare, "--json", "--coverage", "text", "--min-branches", "95"];
    const { code, stdout, stderr } = await weightkit(passes, { env });
    // 11 of 12 branches are covered.
    expect(code).toBe(1);
    expect(stderr).toContain("Tests  4 passed");
    expect(stderr).toContain("WK722");
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ format: "weightkit.test", version: 1, ok: false },
      ...{ tests: { passed: 4, failed: 0, skipped: 0 }, failures: [] },
      coverage: { all: { branches: { covered: 11, all: 12 }, lines: { covered: 13, all: 13 } } },
      errors: [{ code: "WK722" }],
    });
    const project = projectOf("bare", [
      "@weightkit",
      "assemblyscript",
      "vitest",
      "vite",
      "rolldown",
    ]);
    writeFileSync(
      join(project, "test/fails.test.ts"),
      'import { expect, test } from "vitest";\ntest("a sum", () => { expect(1 + 1).toBe(3); });\n',
    );
    const failed = await weightkit(["test", project, "--json", "--", "test/fails"], { env });
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      ok: false,
      tests: { passed: 0, failed: 1, skipped: 0 },
      failures: [
        {
          ...{ file: "test/fails.test.ts", name: "a sum" },
          message: expect.stringContaining("expected 2 to be 3") as string,
        },
      ],
      coverage: null,
    });
  });

  test("counts lines and branches of bare as a hand does", async () => {
    const args = ["test", "--coverage", "lcov", "--min-branches", "91"];
    const { code, stdout } = await weightkit(args, { cwd: bare, env });
    expect(code).toBe(0);
    // Lines of logic/weights.ts with code, without declarations that are constants (memory.data, `let total = 0`) and lines that only
    // close a block. Five rounds run; the one with too long a payload ends in line 14. Of the other four one has 3 sets and 4
    // inferences, one has one inference, two have none.
    expect(lcovRows(bare, "DA")).toEqual([
      ...["12,5", "14,5", "17,4", "18,4"],
      // `for`: 4 + 1 inferences, and 4 ends; each inference is cut out and counted.
      ...["20,9", "21,5", "22,5"],
      // Two workers are printed in the round with 3 sets: `for` 2 times and 4 ends.
      ...["25,4", "29,4", "30,6", "31,2", "32,2", "34,4"],
    ]);
    // Conditions, true first: the payload can always be read; the loop over inferences; "often" is known 2 of 5 times; fewer than
    // two sets in 3 of 4; the loop over workers; the second of two workers comes after a comma.
    const taken = [
      ...["14,0,0,0", "14,0,1,4"],
      ...["20,1,0,5", "20,1,1,4"],
      ...["22,2,0,2", "22,2,1,3"],
      ...["25,3,0,3", "25,3,1,1"],
      ...["30,4,0,2", "30,4,1,4"],
      ...["32,5,0,1", "32,5,1,1"],
    ];
    expect(lcovRows(bare, "BRDA")).toEqual(taken);
    expect([lcovRows(bare, "BRF"), lcovRows(bare, "BRH")]).toEqual([["12"], ["11"]]);
    expect(stdout).toContain("100.0% (13/13)  100.0% (1/1)  91.7% (11/12)");
    expect(stdout).toContain("14 (never true)");
  });

  test("counts lines and branches of consensus as a hand does", async () => {
    const consensus = projectOf("consensus");
    const { code } = await weightkit(["test", "--coverage", "lcov"], { cwd: consensus, env });
    expect(code).toBe(0);
    // Nine rounds: six see two sets each; the last test's see one set and none, and the empty first round none.
    const rounds = [1, 3, 1, 1, 1, 2].reduce((sum, count) => sum + count, 0);
    const sets = 2 * 6 + 1;
    const short = 3;
    expect(lcovRows(consensus, "DA")).toEqual([
      `5,${rounds}`,
      ...[`10,${rounds}`, `13,${rounds}`, `14,${sets + rounds}`],
      ...[16, 17, 18, 19, 20, 21, 23].map((line) => `${line},${rounds}`),
      `24,${rounds - short}`,
    ]);
    expect(lcovRows(consensus, "BRDA")).toEqual([
      ...[`14,0,0,${sets}`, `14,0,1,${rounds}`],
      ...[`23,1,0,${short}`, `23,1,1,${rounds - short}`],
    ]);
  });

  test("counts every kind of condition, and functions by name", async () => {
    const project = projectOf("consensus", ["@weightkit", "assemblyscript", "vitest", ".bin"]);
    writeFileSync(join(project, "logic/weights.ts"), CONDITIONS);
    // The conditions have no parameters.
    const file = join(project, "weightkit.json");
    const { parameters, ...settings } = JSON.parse(readFileSync(file, "utf8")) as {
      parameters: object;
    };
    expect(Object.keys(parameters)).toEqual(["close"]);
    writeFileSync(file, JSON.stringify(settings));
    const tests = readFileSync(join(project, "test/weights.test.ts"), "utf8").split("\n\n");
    const once = 'test("once", () => { expect(logic.round(round()).error).toBeNull(); });\n';
    writeFileSync(join(project, "test/weights.test.ts"), [...tests.slice(0, 2), once].join("\n\n"));
    const { code } = await weightkit(["test", "--coverage", "lcov"], { cwd: project, env });
    expect(code).toBe(0);
    // By hand, on one round without sets. kind(-1), kind(1), kind(2) and kind(5): n < 0 once, then the cases 0, 1 and 2 in turn.
    // both(true, false): `a && b` goes on to b; what it gives is false, so `||` goes on to !a.
    expect(lcovRows(project, "BRDA")).toEqual([
      ...[
        "6,0,0,1",
        "6,0,1,3",
        "8,1,0,0",
        "8,1,1,3",
        "10,2,0,1",
        "10,2,1,2",
        "11,3,0,1",
        "11,3,1,1",
      ],
      ...["19,4,0,1", "19,4,1,0", "19,5,0,0", "19,5,1,1"],
      // The check of `box!`, which never runs; do until 3; while 3, 2, 1, of which 2 is skipped.
      ...[
        "30,6,0,-",
        "30,6,1,-",
        "36,7,0,2",
        "36,7,1,1",
        "37,8,0,3",
        "37,8,1,1",
        "38,9,0,1",
        "38,9,1,2",
      ],
      // both() is false, and the sum, 69, is not above 1000.
      ...["45,10,0,0", "45,10,1,1", "46,11,0,0", "46,11,1,1"],
    ]);
    expect(lcovRows(project, "FNDA")).toEqual([
      ...["1,(top level)", "4,kind", "1,both", "1,Box#double", "0,first", "2,(anonymous)"],
    ]);
  });

  test("fails below a threshold, and when a test fails", async () => {
    const low = ["test", "--coverage", "text", "--min-functions", "100", "--min-branches", "95"];
    const { code, stderr } = await weightkit(low, { cwd: bare, env });
    expect(code).toBe(1);
    expect(stderr).toContain("WK722: The tests cover too little: branches 91.7% instead of 95%");
    const failing = join(bare, "test/failing.test.ts");
    writeFileSync(
      failing,
      'import { test } from "vitest";\ntest("no", () => { throw new Error("no"); });\n',
    );
    expect((await weightkit(["test", "--", "failing"], { cwd: bare, env })).code).toBe(1);
  });

  test("runs no test when the logic does not compile", async () => {
    const broken = projectOf("bare", ["vitest"]);
    writeFileSync(join(broken, "logic/weights.ts"), "export default nothing;\n");
    const { code, stdout } = await weightkit(["test"], { cwd: broken, env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("advises to install vitest where it is missing", async () => {
    const { code, stdout, stderr } = await weightkit(["test"], { cwd: projectOf("bare", []), env });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("error WK720: vitest");
    expect(stderr).toContain("npm install");
  });

  test("takes one project, and thresholds only with coverage", async () => {
    const two = await weightkit(["test", bare, "other"], { env });
    expect([two.code, two.stderr.slice(0, 11)]).toEqual([3, "error WK107"]);
    expect((await weightkit(["test", bare, "--min-lines", "90"], { env })).code).toBe(3);
  });

  test("--watch tests again after a save, until Ctrl-C", { timeout: 120_000 }, async () => {
    const watched = projectOf("bare", ["@weightkit", "assemblyscript", "vitest", ".bin"]);
    const logic = join(watched, "logic/weights.ts");
    const before = readFileSync(logic, "utf8");
    const saved = `${before}// saved\n`;
    // Compiled here, where the compiler is warm: the command finds both in the store.
    for (const text of [saved, before]) {
      writeFileSync(logic, text);
      expect((await weightkit(["build"], { cwd: watched })).code).toBe(0);
    }
    const child = spawn(
      process.execPath,
      [storedCommand(), "test", watched, "--watch", "--", "-t", "empty"],
      {
        env,
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const rounds = waiting(child.stderr);
    await rounds(1);
    writeFileSync(logic, saved);
    await rounds(2);
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });
});

/** Waits until the command has waited for a save so many times. */
function waiting(stream: NodeJS.ReadableStream): (times: number) => Promise<void> {
  let text = "";
  let seen: () => void = () => undefined;
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    seen();
  });
  return (times) =>
    new Promise((resolve) => {
      seen = () => {
        if (text.split("waiting for a save").length > times) resolve();
      };
      seen();
    });
}
