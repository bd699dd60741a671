import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../src/commands/table.js";
import { optionsOf } from "../../src/core/command.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

const emptyLogic = fileURLToPath(
  new URL("../cases/run-prints-nothing/files/logic.wasm", import.meta.url),
);
const INFERENCES =
  "timestamp,worker,value\n100,allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj,1\n200,allo130k33st8757qkr4gs3xredmgvj99ntcza2fmlj,2\n";

const cwd = keptFolder();
beforeAll(() => {
  copyFileSync(emptyLogic, join(cwd, "logic.wasm"));
  writeFileSync(join(cwd, "inferences.csv"), INFERENCES);
});

function replay(...more: string[]) {
  const cadences = ["--inference-cadence", "100", "--weight-cadence", "100"];
  return weightkit(["replay", "logic.wasm", "-i", "inferences.csv", ...cadences, ...more], { cwd });
}

describe.each([
  ["--html", "an HTML page", "<!doctype html><p>older"],
  ["--junit", "a JUnit report", '<?xml version="1.0"?><older/>'],
])("%s", (option, kind, older) => {
  test("replaces nothing but what it wrote", async () => {
    const { code, stdout, stderr } = await replay(option, "inferences.csv");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain(`WK170: inferences.csv is not ${kind}`);
    expect(readFileSync(join(cwd, "inferences.csv"), "utf8")).toBe(INFERENCES);
  });

  test("replaces an older one, and an empty file", async () => {
    for (const text of [older, ""]) {
      writeFileSync(join(cwd, "older"), text);
      const { stderr } = await replay(option, "older");
      expect(stderr).toContain("wrote older");
    }
  });
});

test("every command that writes a page knows what it may replace", () => {
  const rows = commands.flatMap((command) =>
    optionsOf(command).filter(({ name }) => name === "html" || name === "junit"),
  );
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.filter((row) => row.kind !== "text" || row.writes === undefined)).toEqual([]);
});
