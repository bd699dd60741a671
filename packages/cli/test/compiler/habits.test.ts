import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { casePath } from "../../../../test/support/inputs.js";
import { miniProject, writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/**
 * Each file in habits/ is an entry as people from TypeScript write it, a line `----`, and what `weightkit build` prints on
 * stderr. What is written down is what a person should read: review it as such. UPDATE_CASES=1 rewrites it.
 */
const habits = join(import.meta.dirname, "habits");
const RULE = "----\n";

describe("what people from TypeScript write", () => {
  test.each(readdirSync(habits))("%s", async (name) => {
    const path = join(habits, name);
    const [entry = "", expected = ""] = readFileSync(path, "utf8").split(RULE);
    const { stderr } = await weightkit(["build"], { cwd: miniProject(entry) });
    if (process.env["UPDATE_CASES"] === "1") writeFileSync(path, `${entry}${RULE}${stderr}`);
    else expect(stderr).toBe(expected);
    expect(stderr).toMatch(/^(error|warning)/);
    expect(stderr).not.toContain("is stricter than TypeScript");
  });
});

/** An entry that imports the real SDK. */
async function build(entry: string) {
  const cwd = temporaryFolder();
  writeAll(cwd, { "weightkit.json": '{ "name": "newcomer" }', "logic/weights.ts": entry });
  return await weightkit(["build"], { cwd });
}

// The table of test/cases/newcomer-typescript/expected.md.
test.each([
  ["for-of", ["for (let i = 0; i < xs.length; i++)"]],
  ["optional-chaining", ["no `?.`", "if (a !== null)", "a !== null ? "]],
  ["nullish", ["no `??`", "a !== null ? a : b", "`if "]],
  ["destructuring", ["one `const` for each, by index or member"]],
  ["async", ["There is no async", "return at once", "Http.get", "Truth.http"]],
  ["fetch", ["Http.get", "Truth.http"]],
  ["regex", ["string methods", "indexOf", "startsWith"]],
  ["union", ["one type", "`T | null` is the only union", "two functions or a generic one"]],
  ["json-parse", ["`Round.read()` has read the payload", "no JSON in the standard library"]],
  ["date", ["the sets' timestamps"]],
])("a newcomer's %s", async (name, words) => {
  const entry = readFileSync(casePath(`newcomer-typescript/${name}.ts`), "utf8");
  const { code, stderr } = await build(entry);
  expect(code).toBe(2);
  for (const word of words) expect(stderr).toContain(word);
  expect(stderr.match(/^error/gm)).toHaveLength(1);
});

test("a newcomer's console.log compiles: it writes to stderr", async () => {
  const entry = readFileSync(casePath("newcomer-typescript/console-log.ts"), "utf8");
  expect(await build(entry)).toMatchObject({ code: 0, stderr: "" });
});

test("a function that refuses its arguments at compile time is quoted, and the mark is not taken for the author's", async () => {
  const { code, stderr } =
    await build(`import { Loss, Normalize, Round, Truth } from "@weightkit/sdk";
const round = Round.read();
const truth = Truth.median();
const losses = Loss.absolute(round.latestWithTruth(truth), truth);
round.weights.ema(Normalize.sum(losses), 0.1).commit();
`);
  expect(code).toBe(2);
  expect(stderr).toContain(
    "Normalize.sum would reward the largest loss: use losses.normalized().inverted() (AS102)",
  );
  expect(stderr).toContain("Change the call in your logic");
});

test("a misspelled member of the SDK is answered with the right one", async () => {
  const { stderr } = await build(`import { Loss, Round, Truth } from "@weightkit/sdk";
const truth = Truth.median();
Loss.absolut(Round.read().latestWithTruth(truth), truth);
`);
  expect(stderr).toContain("Did you mean `absolute`?");
});

test("the help for a difference in a comparator does not suggest a cast", async () => {
  const { code, stderr } = await build(
    readFileSync(casePath("sort-comparator/weights.ts"), "utf8"),
  );
  expect(code).toBe(2);
  expect(stderr).toContain("`sort()` without one");
  expect(stderr).toContain("a < b ? -1 : a > b ? 1 : 0");
  expect(stderr).not.toMatch(/<i32>|i32\(/);
});

const READ =
  'const round = Round.read();\nconst truth = Truth.http("https://data.example/{timestamp}", "/delay");\nconst losses = Loss.absolute(round.latestWithTruth(truth), truth);\n';

test.each([
  ["round.weights.ema(losses, 0.1).commit();", "`losses.normalized().inverted()`"],
  ["Loss.absolute(round, truth);", "`round.latestWithTruth(truth)`, or `round.set(i)`"],
  ["round.weights.ema(new PerWorker(round.workers), 0.1).commit();", "`new Scores(round.workers)`"],
  ["new LossWindow(round, Missing.ignored());", "Give `round.workers`"],
  ["new LossWindow(round.workers, Missing.ignored);", "Call it: add `()`"],
  ['round.weights.set("allo1a", 0.5);', "`const worker = round.workers.find(address)`"],
  ["Loss.absolute(round.set(0), 5);", "a value of the SDK's type Truth"],
  ["const weights: Weights = round.weights.get(0);", "a value of the SDK's type Weights"],
])("one thing of the SDK in place of another: %s", async (statement, fix) => {
  const names = "Loss, LossWindow, Missing, PerWorker, Round, Truth, Weights";
  const { code, stderr } = await build(
    `import { ${names} } from "@weightkit/sdk";\n${READ}${statement}\n`,
  );
  expect(code).toBe(2);
  expect(stderr).toContain(fix);
  expect(stderr).not.toContain("f64(n)");
});

test("what no node provides is listed from top to bottom, and trace is replaced by log", async () => {
  const { stderr } = await build(
    'import { Round } from "@weightkit/sdk";\nRound.read();\nconst r = Math.random();\ntrace("r", 1, r);\n',
  );
  const lines = [...stderr.matchAll(/weights\.ts:(\d):/g)].map(([, line]) => line);
  expect(lines).toEqual(["3", "4"]);
  expect(stderr).toContain('`import { log } from "@weightkit/sdk"`');
  expect(stderr).not.toContain("belongs to browsers");
});

test("typographic quotes are named", async () => {
  const { code, stderr } = await build("import { Round } from \u201c@weightkit/sdk\u201d;\n");
  expect(code).toBe(2);
  expect(stderr).toContain('Write straight ones: "text"');
});

test("a difference outside a comparator gets the general help", async () => {
  const { stderr } = await build(
    "const e: f64[] = [2, 1];\ne.sort();\nconst n: i32 = e[0] - e[1];\n",
  );
  expect(stderr).toContain("Declare the place as f64");
  expect(stderr).not.toContain("comparator");
});

test.each([
  "const mid = xs.length / 2;",
  "const share: f64 = total / n;",
  "const w: f64 = 1.0 / n;",
  // The declared type makes the literal an f64, so the fraction stays.
  "const w: f64 = 1 / n;",
])("no warning about %s", async (statement) => {
  const entry = `import { print } from "@weightkit/sdk";\nconst xs: f64[] = [1, 2];\nconst n: i32 = 3;\nconst total: f64 = 1;\n${statement}\nprint("{}");\n`;
  const { code, stderr } = await weightkit(["build"], { cwd: miniProject(entry) });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
