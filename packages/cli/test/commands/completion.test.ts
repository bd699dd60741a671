import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { optionsOf } from "../../src/core/command.js";
import { helpOption } from "../../src/core/common-options.js";
import { commands } from "../../src/commands/table.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

async function script(shell: string): Promise<string> {
  const { code, stdout, stderr } = await weightkit(["completion", shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

function installed(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

/** What bash offers for the last of these words, which it has split as it does: an equals sign is a word. */
async function offered(words: readonly string[], cwd = temporaryFolder()): Promise<string[]> {
  const quoted = ["weightkit", ...words].map((word) => `'${word}'`).join(" ");
  const ask = `COMP_WORDS=(${quoted})
COMP_CWORD=${words.length}
_weightkit
[ \${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "\${COMPREPLY[@]}"
`;
  const options = { cwd, input: `${await script("bash")}${ask}`, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync("bash", ["--norc"], options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.split("\n").filter((line) => line !== "");
}

describe("bash completes", () => {
  beforeEach(({ skip }) => {
    skip(!installed("bash"), "there is no bash");
  });

  test.each([
    ["commands", ["re"], ["replay", "record"]],
    ["families of commands", ["hist"], ["history"]],
    ["their members", ["history", "s"], ["summary", "simulate"]],
    ["what help explains", ["help", "pub"], ["publish"]],
    ["options", ["replay", "--value"], ["--value-kind", "--value-scale"]],
    [
      "options of a member",
      ["history", "convert", "--t"],
      ["--truth", "--topic", "--texts", "--to"],
    ],
    ["values that are one of a few", ["replay", "--profile", ""], ["chain", "seed"]],
    ["values after an equals sign", ["run", "--engine", "=", "w"], ["wasmtime"]],
    ["values that begin there", ["run", "--engine", "="], ["v8", "wasmtime", "bls-runtime", "b7s"]],
    ["arguments that are one of a few", ["completion", ""], ["bash", "zsh", "fish"]],
    ["nothing where only the user knows", ["replay", "--late", ""], []],
    ["no option of another command", ["build", "--payload"], []],
  ])("%s", async (_, words, expected) => {
    expect((await offered(words)).sort()).toEqual([...expected].sort());
  });

  test("files and folders, with spaces in their names", async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "my folder"));
    writeFileSync(join(cwd, "my file.csv"), "");
    expect((await offered(["replay", "-i", "my"], cwd)).sort()).toEqual([
      "my file.csv",
      "my folder",
    ]);
    expect(await offered(["replay", "--csv", "my"], cwd)).toEqual(["my folder"]);
    expect((await offered(["replay", "my"], cwd)).sort()).toEqual(["my file.csv", "my folder"]);
    expect(await offered(["new", "my"], cwd)).toEqual([]);
  });
});

test.each(["bash", "zsh", "fish"])("%s: every command and every option is in it", async (shell) => {
  const text = await script(shell);
  for (const command of commands) {
    expect(text).toContain(command.name);
    for (const { name } of [...optionsOf(command), helpOption]) {
      expect(text).toContain(shell === "fish" ? `-l ${name} ` : `--${name}`);
    }
  }
});

for (const shell of ["bash", "zsh", "fish"]) {
  if (!installed(shell)) process.emitWarning(`skipping ${shell}'s own check: it is not installed`);
}

test.for(["bash", "zsh", "fish"])("%s finds no fault in it", async (shell, { skip }) => {
  skip(!installed(shell), `there is no ${shell}`);
  const { status, stderr } = spawnSync(shell, ["-n"], { input: await script(shell) });
  expect({ status, stderr: String(stderr) }).toEqual({ status: 0, stderr: "" });
});

test("an unknown shell is refused, with the one that was meant", async () => {
  const { code, stderr } = await weightkit(["completion", "bsh"]);
  expect(code).toBe(3);
  expect(stderr).toContain('error WK113: SHELL cannot be "bsh"');
  expect(stderr).toContain("Did you mean bash?");
});
