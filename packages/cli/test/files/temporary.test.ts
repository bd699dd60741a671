import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { CoverageFolder } from "../../src/commands/test/coverage.js";
import { ReportFile } from "../../src/commands/test/result.js";
import { pending, pendingFolder, removeFolder } from "../../src/files/temporary.js";

test("a temporary folder is among what an interrupt removes, until it is removed", () => {
  const folder = pendingFolder("weightkit-here");
  writeFileSync(join(folder, "file"), "");
  expect(pending.has(folder)).toBe(true);
  removeFolder(folder);
  expect([existsSync(folder), pending.has(folder)]).toEqual([false, false]);
});

test("what the tests of a project covered and came to is removed by an interrupt too", () => {
  const [coverage, report] = [new CoverageFolder(), new ReportFile()];
  const folders = [coverage.path, dirname(report.path)];
  expect(folders.filter((folder) => !pending.has(folder))).toEqual([]);
  coverage.remove();
  report.remove();
  expect(folders.filter((folder) => pending.has(folder) || existsSync(folder))).toEqual([]);
});
