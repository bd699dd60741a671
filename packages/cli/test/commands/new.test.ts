import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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
  const { code } = await weightkit(["new", "given"], { cwd, tty: true, ask });
  expect(code).toBe(0);
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
