import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { storedCommand } from "../../../../test/support/compiled/command.mjs";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { havePty, onTerminal } from "../support/on-terminal.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { wasm } from "../support/wat.js";

const CTRL_C = "\u0003";
/** Compiles at once what it has compiled before: for tests that do not end it while it compiles. */
const script = storedCommand();

/** Logic that takes some 20 ms a round, so that a replay of it is under way whenever it is interrupted. */
const SLOW = `(module (memory (export "memory") 1) (func (export "_start") (local $i i32)
  (loop (br_if 0 (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 20000000))))))`;

/** A project with a history, so that it can be replayed. */
async function projectWithHistory(sets: number): Promise<string> {
  const cwd = miniProject(PRINTS, { topic: { inferenceCadence: 3600, weightCadence: 7200 } });
  const args = ["history", "simulate", "--sets", String(sets), "--workers", "8"];
  const { code } = await weightkit(args, { cwd });
  expect(code).toBe(0);
  return cwd;
}

const temporaries = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".tmp"),
  );

describe.skipIf(!havePty)("Ctrl-C on a terminal (skipped without python3)", () => {
  test("ends a build while it compiles, with 130 and nothing written", async () => {
    const cwd = miniProject(PRINTS);
    const { code, left } = await onTerminal(["build"], [["compiling", CTRL_C]], cwd);
    expect({ code, left }).toEqual({ code: 130, left: 0 });
    expect(readdirSync(cwd)).not.toContain("build");
  });

  test("ends a prompt of new with 130 and no error", async () => {
    const cwd = temporaryFolder();
    const { code, left, output } = await onTerminal(["new"], [["\\?", CTRL_C]], cwd);
    expect({ code, left }).toEqual({ code: 130, left: 0 });
    expect(output).not.toContain("error");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("ends a replay with 130 and no half-written file", async () => {
    const cwd = await projectWithHistory(500);
    writeFileSync(join(cwd, "slow.wasm"), await wasm(SLOW));
    const line =
      "replay slow.wasm -i history/inferences.csv -t history/truth.csv --inference-cadence 3600 --weight-cadence 7200 --csv results --html report.html";
    const args = line.split(" ");
    const { code, left } = await onTerminal(args, [["replaying", CTRL_C]], cwd, { script });
    expect({ code, left }).toEqual({ code: 130, left: 0 });
    expect(readdirSync(cwd)).not.toContain("report.html");
    expect(temporaries(cwd)).toEqual([]);
  });

  test("ends dev with 130; its view shows the verdict, and nothing is written", async () => {
    const cwd = await projectWithHistory(30);
    const before = readdirSync(cwd).sort();
    const steps = [["size +[0-9]", CTRL_C]] as const;
    const { code, left, output } = await onTerminal(["dev"], steps, cwd, { script });
    expect({ code, left }).toEqual({ code: 130, left: 0 });
    expect(output).toContain("weightkit dev mini");
    expect(output).toMatch(/verdict {3}\S/);
    expect(output).toMatch(/failures {2}0 rounds of \d+ failed/);
    expect(readdirSync(cwd).sort()).toEqual(before);
  });
});

test("a project's file is whole after an interrupted build", async () => {
  // Nothing of an earlier build is touched either: all files appear together at the end.
  const cwd = miniProject(PRINTS);
  await weightkit(["build"], { cwd });
  const wasm = join(cwd, "build/mini.wasm");
  const before = readFileSync(wasm);
  writeFileSync(join(cwd, "logic/weights.ts"), `${PRINTS}print("more");\n`);
  if (havePty) await onTerminal(["build"], [["compiling", CTRL_C]], cwd);
  expect(readFileSync(wasm)).toEqual(before);
});
