import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findings, pieces } from "../../scripts/lint/english.mjs";

const file = fileURLToPath(new URL("../../architecture/english.json", import.meta.url));
const { scopes } = JSON.parse(readFileSync(file, "utf8")) as {
  scopes: Parameters<typeof findings>[1];
};

/** Words found in a piece of TypeScript. */
const inCode = (code: string): string[] =>
  findings(pieces("planted.ts", code), scopes).map(({ words }) => words);

test.each([
  ['const text = "the warning is told once";', "told"],
  ["const text = `${a} says ${b}`;", "says"],
  ['const text = "x is no valid address";', "is no valid"],
  ['const text = "the weights that stood before the set";', "weights that stood"],
  ['const text = "prints names in place of a script";', "in place of"],
  ['const text = "the WASM is taken as it is";', "taken as it is"],
  ["const isTold = true;", "sTold"],
  ["function told() {}", "told"],
  ["const MOST_TOLD = 5;", "MOST_"],
])("%s is refused", (code, words) => {
  expect(inCode(code)).toContain(words);
});

test.each([
  'const text = "the warning is printed once";',
  "const essay = 1; const soldAt = 2; const tellurium = 3;",
  'import { said } from "./said.js";',
])("%s passes", (code) => {
  expect(inCode(code)).toEqual([]);
});

test("a worker is named in prose where a sentence would begin with Who", () => {
  const found = (text: string): unknown[] => findings([{ scope: "docs", text, line: 1 }], scopes);
  expect(found("Paid by share. Who repeats the crowd earns nothing.")).toHaveLength(1);
  expect(found("A worker who repeats the crowd earns nothing.\n\n## Who is in the race")).toEqual(
    [],
  );
});

test("prose is read by its own patterns", () => {
  const text = "A replay.\nThe command tells why.";
  expect(findings([{ scope: "docs", text, line: 1 }], scopes)).toMatchObject([
    { words: "command tells", line: 2 },
  ]);
});

test("comments are read across lines, and titles of tests", () => {
  const planted =
    'it("says why", () => {\n  // It is\n  // no number.\n  go(); /** never told\n   */\n});';
  expect(pieces("planted.test.ts", planted).filter(({ scope }) => scope !== "messages")).toEqual([
    { scope: "titles", text: '"says why"', line: 1 },
    { scope: "comments", text: "// It is\n     no number.", line: 2 },
    { scope: "comments", text: "/** never told\n   */", line: 4 },
  ]);
  expect(inCode(planted)).toEqual(expect.arrayContaining(["says", "is\n     no number", "told"]));
});
