import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askChoice, askText } from "../../src/ui/ask.js";
import { Interrupted } from "../../src/ui/io.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

/** Streams of a terminal on which these keys are pressed once something is shown. */
function keys(pressed: string): { input: PassThrough; output: PassThrough } {
  const input = new PassThrough();
  const output = new PassThrough();
  output.once("data", () => input.write(pressed));
  output.resume();
  return { input, output };
}

const choices = ["a", "b"].map((name) => ({ value: name, name, description: "" }));

test("Ctrl-C at a prompt is an interruption, not a fault", async () => {
  await expect(askText("What?", "mine", () => true, keys("\u0003"))).rejects.toThrow(Interrupted);
  await expect(askChoice("Which?", choices, keys("\u0003"))).rejects.toThrow(Interrupted);
});

test("a command that is interrupted at a prompt exits 130 and reports nothing", async () => {
  const interrupt = (): Promise<string> => Promise.reject(new Interrupted());
  const ask = { text: interrupt, choose: interrupt };
  const cwd = temporaryFolder();
  expect(await weightkit(["new", "--json"], { cwd, ask })).toEqual({
    code: 130,
    stdout: "",
    stderr: "",
  });
});
