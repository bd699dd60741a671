import { expect, test } from "vitest";
import { commands } from "../../src/commands/table.js";
import { weightkit } from "../support/run-cli.js";

test.each([
  ["init", "new"],
  ["compile", "build"],
  ["backtest", "replay"],
  ["validate", "history check"],
  ["deploy", "publish"],
  ["-v", "--version"],
])("what other tools call %s is called %s here", async (word, meant) => {
  const { code, stderr } = await weightkit([word]);
  expect(code).toBe(3);
  expect(stderr).toBe(
    `error WK101: There is no command ${JSON.stringify(word)}\n` +
      `  help: Did you mean ${meant}? \`weightkit --help\` lists all commands\n`,
  );
  if (!meant.startsWith("-")) expect(commands.map(({ name }) => name)).toContain(meant);
});

test("a mistyped command is recognized by its letters, as before", async () => {
  expect((await weightkit(["biuld"])).stderr).toContain("Did you mean build?");
});
