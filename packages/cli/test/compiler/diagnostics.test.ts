import { describe, expect, test } from "vitest";
import { miniProject } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

interface Report {
  exitCode: number;
  errors: {
    code: string;
    message: string;
    hint: string;
    place: { file: string; line: number; column: number };
  }[];
}

async function failed(
  entry: string,
  settings: object = {},
  more: Record<string, string> = {},
): Promise<Report> {
  const cwd = miniProject(entry, settings, more);
  const { code, stdout } = await weightkit(["build", "--json"], { cwd });
  const report = JSON.parse(stdout) as Report;
  expect(report.exitCode).toBe(code);
  return report;
}

const IMPORT = 'import { print } from "@weightkit/sdk";\n';

describe("mistakes that people from TypeScript make", () => {
  test.each([
    [
      "a closure",
      "let sum = (): void => { let n = 0; [1].forEach((x) => { n += x; }); };\nsum();",
      2,
      "no closures",
    ],
    ["try/catch", "try { print('a'); } catch (e) { print('b'); }", 2, "no try/catch"],
    ["any", "function f(x: any): void {}\nf(1); print('a');", 2, "one concrete type"],
    [
      "a missing result type",
      "function f(x: f64) { return x; }\nprint(f(1).toString());",
      2,
      "type",
    ],
    [
      "a narrowing conversion",
      "const x: i32 = 1.5;\nprint(x.toString());",
      2,
      "Declare the place as f64",
    ],
    ["a misspelt name", "pirnt('a');", 2, "Did you mean `"],
    ["a misspelt member", "print('a'.lenght.toString());", 2, "Did you mean `"],
    ["a syntax error", "print('a';", 2, "not valid AssemblyScript"],
    ["a missing file", "import { a } from './absent';\nprint(a);", 2, "Check the path"],
    [
      "node modules",
      "import { readFileSync } from \"node:fs\";\nprint(readFileSync('a'));",
      2,
      "runs without Node",
    ],
  ])("%s", async (_, code, line, words) => {
    const { exitCode, errors } = await failed(IMPORT + code);
    expect(exitCode).toBe(2);
    expect(errors[0]).toMatchObject({ code: "WK201", place: { file: "logic/weights.ts", line } });
    expect(errors[0]?.hint).toContain(words);
  });
});

test("all faults are reported, each with line and column", async () => {
  const { errors } = await failed(
    `${IMPORT}const a: i32 = "x";\n  const b: f64 = "y";\nprint("");\n`,
  );
  expect(errors.map(({ place }) => [place.line, place.column])).toEqual([
    [2, 16],
    [3, 18],
  ]);
});

test.each([
  ["", 2, "WK204"],
  ["// nothing yet\n/* really */\n", 2, "WK204"],
  ["export function unused(): i32 { return 1; }\n", 2, "WK205"],
  ["const a = 1 + 1;\n", 2, "WK205"],
])("an empty or impossible program never passes: %j", async (entry, exit, code) => {
  const { exitCode, errors } = await failed(entry);
  expect(exitCode).toBe(exit);
  expect(errors[0]?.code).toBe(code);
});

test("an entry that is absent, or has JSON classes and is named assembly/index.ts, is a matter of configuration", async () => {
  const absent = await failed("", { entry: "logic/absent.ts" });
  expect(absent).toMatchObject({ exitCode: 3, errors: [{ code: "WK203" }] });
  const typed = 'import { JSON } from "@weightkit/sdk/json";\nprint(JSON.stringify(1));\n';
  for (const entry of ["assembly/index.ts", "index.ts"]) {
    const index = await failed("", { entry }, { [entry]: typed });
    expect(index).toMatchObject({ exitCode: 3, errors: [{ code: "WK125", place: { line: 1 } }] });
  }
});

test("for people: place, code frame with a caret, help", async () => {
  const cwd = miniProject(`${IMPORT}print(lenght);\n`);
  const { stderr } = await weightkit(["build"], { cwd });
  expect(stderr).toBe(`error WK201: logic/weights.ts:2:7: Cannot find name 'lenght' (TS2304)
  1 | import { print } from "@weightkit/sdk";
  2 | print(lenght);
    |       ^
  help: Check the spelling, or import it, e.g. \`import { Round } from "@weightkit/sdk"\`
`);
});

test.each([
  ["print(Math.random().toString());", "must not be random"],
  ["print(Date.now().toString());", "inferences' timestamps"],
])("what no node provides: %s", async (code, words) => {
  const { exitCode, errors } = await failed(`${IMPORT}print("");\n${code}\n`);
  expect(exitCode).toBe(2);
  expect(errors[0]?.code).toBe("WK207");
  expect(errors[0]?.hint).toContain(words);
});
