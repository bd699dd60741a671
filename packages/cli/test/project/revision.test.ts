import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { writeTree } from "../../src/settings/revision.js";
import { temporaryFolder } from "../support/run-cli.js";

const BLOB = "0".repeat(40);

/** Stands for git with a revision of so many files. */
const gitOf =
  (count: number) =>
  (args: readonly string[]): Buffer =>
    args[0] === "ls-tree"
      ? Buffer.from(
          Array.from({ length: count }, (_, i) => `100644 blob ${BLOB}\tf${i}\0`).join(""),
        )
      : Buffer.from("x");

const failed = (reason: string): Error => new Error(reason);

test("a revision of too many files is refused before any is written", () => {
  const folder = temporaryFolder();
  expect(() => {
    writeTree(gitOf(20_001), "HEAD", { folder, within: folder, failed });
  }).toThrow("it has 20,001 files; at most 20,000 are read");
  expect(readdirSync(folder)).toEqual([]);
  writeTree(gitOf(3), "HEAD", { folder, within: folder, failed });
  expect(readdirSync(folder)).toEqual(["f0", "f1", "f2"]);
});
