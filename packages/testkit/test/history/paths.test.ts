import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it, test } from "vitest";
import { expandPaths, matchesName } from "../../src/history/expand-paths.js";
import { pathStatus } from "../../src/history/path-status.js";

const folder = mkdtempSync(join(tmpdir(), "paths-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const put = (name: string): void => {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), "");
};
for (const name of [
  "one.csv",
  "deep/two.csv",
  "deep/er/three.csv",
  "deep/er/still/four.csv",
  ".hidden/five.csv",
  "deep/.six.csv",
  "linked/seven.csv",
  "list.csv/eight.csv",
  "z.d/a.csv",
  "z/b.csv",
])
  put(name);
symlinkSync(join(folder, "linked"), join(folder, "deep/link"));
symlinkSync("itself", join(folder, "itself"));

/** What a pattern below the folder stands for, below the folder. */
const expand = (pattern: string): string[] =>
  expandPaths(join(folder, pattern)).map((path) => relative(folder, path));

/** The same by a pattern relative to the current folder. */
const fromHere = (pattern: string): string[] => {
  const here = relative(process.cwd(), folder);
  const paths = expandPaths(`${here}/${pattern}`);
  for (const path of paths) expect(path.startsWith(here)).toBe(true);
  return paths.map((path) => relative(here, path));
};

describe("a pattern", () => {
  it.each([
    ["*.csv", ["one.csv"]],
    ["*/*.csv", ["deep/two.csv", "linked/seven.csv", "list.csv/eight.csv", "z.d/a.csv", "z/b.csv"]],
    ["deep/**", null],
    ["deep/**/*", ["deep/er/still/four.csv", "deep/er/three.csv", "deep/two.csv"]],
    ["deep/**/**/*.csv", ["deep/er/still/four.csv", "deep/er/three.csv", "deep/two.csv"]],
    ["deep/**/still/*.csv", ["deep/er/still/four.csv"]],
    // One name of a link is followed, any number of folders is not.
    ["deep/link/*.csv", ["deep/link/seven.csv"]],
    ["deep/*/*.csv", ["deep/er/three.csv", "deep/link/seven.csv"]],
    ["deep/.*", ["deep/.six.csv"]],
    [".h*/*", [".hidden/five.csv"]],
    // Code units, not the order in which folders come: "." is before "/".
    ["z*/*.csv", ["z.d/a.csv", "z/b.csv"]],
    ["itself*/*", null],
    // Whoever reads it gets the reason from the system.
    ["itself*", ["itself"]],
    ["none/*.csv", null],
    ["one.csv/*", null],
  ])("%s stands for %j", (pattern, files) => {
    if (files !== null) {
      expect(expand(pattern)).toEqual(files);
      expect(fromHere(pattern)).toEqual(files);
      return;
    }
    expect(() => expand(pattern)).toThrow(
      expect.objectContaining({
        code: "WK326",
        message: `No file matches ${join(folder, pattern)}`,
      }),
    );
  });

  it("looks into 100,000 folders at most", () => {
    const deep = `many/${"d/".repeat(18)}`;
    put(`${deep}x.csv`);
    // Each of six ** stops at any of the folders below the one before: 134,596 ways.
    expect(() => expand(`many/${"**/".repeat(6)}x*.csv`)).toThrow(
      expect.objectContaining({
        code: "WK326",
        message: `No file matches ${join(folder, `many/${"**/".repeat(6)}x*.csv`)}`,
      }),
    );
    expect(expand("many/**/**/x*.csv")).toEqual([`${deep}x.csv`]);
  }, 60_000);

  it("looks into as many", () => {
    // Five ** go through folders in a row in many ways: these rows, with the folder that they are in, in 100,000 together.
    const rows = [16, 14, 11, 10, 9, 8];
    for (const [i, depth] of rows.entries()) put(`exactly/${i}/${"d/".repeat(depth - 1)}y`);
    put("exactly/x.csv");
    expect(expand("exactly/**/**/**/**/**/x*.csv")).toEqual(["exactly/x.csv"]);
  }, 60_000);

  it("without a folder looks into the current one", () => {
    expect(expandPaths("package*.json")).toEqual(["package-lock.json", "package.json"]);
    expect(expandPaths("./package?lock.json")).toEqual(["package-lock.json"]);
  });
});

describe("a name", () => {
  it.each([
    ["", "", true],
    ["", "a", false],
    ["a", "a", true],
    ["a", "ab", false],
    ["ab", "a", false],
    ["?", "", false],
    ["*", "", true],
    ["**", "", true],
    ["*", ".a", false],
    ["?a", ".a", false],
    [".a", ".a", true],
    [".*", ".a", true],
    // Whether a name is hidden depends on its first letter only.
    ["a*", "a.", true],
    ["*", "a.", true],
    ["*.", ".a.", false],
    ["*a*", "bab", true],
    ["*ab", "aab", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-b-b-c-", false],
    ["a**", "a", true],
    ["a*b", "a", false],
  ])("pattern %j, name %j: %s", (pattern, name, matches) => {
    expect(matchesName(pattern, name)).toBe(matches);
  });
});

test("what a path names is found out without an error", () => {
  expect(pathStatus(join(folder, "one.csv"))?.isFile()).toBe(true);
  expect(pathStatus(folder)?.isDirectory()).toBe(true);
  expect(pathStatus(join(folder, "none"))).toBeNull();
  expect(pathStatus(join(folder, "itself"))).toBeNull();
});
