import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Choice } from "../../src/ui/io.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

test("asks on a terminal for what is not given, and checks the answer", async () => {
  const cwd = temporaryFolder();
  const verdicts: (string | true)[] = [];
  const { code } = await weightkit(["new"], {
    cwd,
    tty: true,
    ask: {
      text: (_, __, check) => {
        verdicts.push(check("Not a name"), check("asked-for"));
        return Promise.resolve("asked-for");
      },
      choose: (_, choices) =>
        Promise.resolve(choices.find((one) => one.value === "bare")?.value ?? ""),
    },
  });
  expect(code).toBe(0);
  expect(verdicts).toEqual([expect.stringContaining("lower-case letters"), true]);
  expect(existsSync(join(cwd, "asked-for/weightkit.json"))).toBe(true);
});

test("asks nothing when all is given", async () => {
  const cwd = temporaryFolder();
  const never = (): Promise<string> => Promise.reject(new Error("asked"));
  const ask = { text: never, choose: never };
  const args = ["new", "given", "--template", "bare"];
  const { code } = await weightkit(args, { cwd, tty: true, ask });
  expect(code).toBe(0);
});

test("with only a name, a terminal asks for the template, the default first", async () => {
  const cwd = temporaryFolder();
  const offered: string[] = [];
  const ask = {
    text: (): Promise<string> => Promise.reject(new Error("asked for a name")),
    choose: (_: string, choices: readonly Choice[]): Promise<string> => {
      offered.push(...choices.map(({ value }) => value));
      return Promise.resolve("bare");
    },
  };
  const { code, stdout } = await weightkit(["new", "named"], { cwd, tty: true, ask });
  expect(code).toBe(0);
  expect(offered[0]).toBe("ema-absolute-error");
  expect(new Set(offered).size).toBe(offered.length);
  expect(stdout).toContain("started from bare");
});

test("the next steps include the project's own tests", async () => {
  const { stdout } = await weightkit(["new", "stepped"], { cwd: temporaryFolder() });
  expect(
    stdout
      .split("Next:\n")[1]
      ?.trimEnd()
      .split(/\n? {2}/)
      .slice(1),
  ).toEqual(["cd stepped", "weightkit build", "weightkit replay", "npm install", "npm test"]);
});

test("a folder that is not empty is left as it is", async () => {
  const cwd = temporaryFolder();
  await weightkit(["new", "t"], { cwd });
  const before = readdirSync(join(cwd, "t"), { recursive: true });
  const { code } = await weightkit(["new", "t", "--template", "bare"], { cwd });
  expect(code).toBe(3);
  expect(readdirSync(join(cwd, "t"), { recursive: true })).toEqual(before);
});

test("colours only where they are wanted", async () => {
  const cwd = temporaryFolder();
  const run = async (tty: boolean, env: Record<string, string>): Promise<boolean> =>
    (await weightkit(["--help"], { cwd, tty, env })).stdout.includes("\u001b[");
  expect(await run(true, {})).toBe(true);
  expect(await run(false, {})).toBe(false);
  expect(await run(true, { NO_COLOR: "1" })).toBe(false);
  expect(await run(false, { FORCE_COLOR: "1" })).toBe(true);
  expect(await run(true, { TERM: "dumb" })).toBe(false);
});
