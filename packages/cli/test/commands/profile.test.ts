import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { miniProject } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

interface Told {
  ok: boolean;
  fuel: number;
  unplaced: number;
  functions: { self: number; name: string }[];
  lines: { fuel: number; file: string; line: number }[];
}

const ENTRY = `import { print } from "@weightkit/sdk";
let sum = 0;
for (let i = 0; i < 1000; i++) {
  sum += i * i;
}
print('{"type":"weights","weights":{}}' + (sum == 0 ? "!" : ""));
`;
const PAYLOAD = '{"inferences":[],"latest_weights":{}}';

test("adds up to what the round used, and points at the loop", async () => {
  const cwd = miniProject(ENTRY);
  const run = await weightkit(["run", "--json"], { cwd, stdin: PAYLOAD });
  const { fuel } = JSON.parse(run.stdout) as { fuel: number };
  const { code, stdout } = await weightkit(["profile", "--json"], { cwd, stdin: PAYLOAD });
  const told = JSON.parse(stdout) as Told;
  expect({ code, ok: told.ok, fuel: told.fuel }).toEqual({ code: 0, ok: true, fuel });
  expect(told.functions.reduce((sum, one) => sum + one.self, 0)).toBe(fuel);
  expect(told.lines.reduce((sum, one) => sum + one.fuel, told.unplaced)).toBe(fuel);
  expect(told.lines[0]?.file).toBe("logic/weights.ts");
  expect([3, 4]).toContain(told.lines[0]?.line);
});

test("writes Speedscope and collapsed stacks", async () => {
  const cwd = miniProject(ENTRY);
  const files = ["--speedscope", "out/s.json", "--collapsed", "out/c.txt"];
  const { code, stderr } = await weightkit(["profile", ...files], { cwd, stdin: PAYLOAD });
  expect(code).toBe(0);
  expect(stderr).toContain("wrote out/s.json");
  const speedscope = JSON.parse(readFileSync(join(cwd, "out/s.json"), "utf8")) as {
    $schema: string;
  };
  expect(speedscope.$schema).toBe("https://www.speedscope.app/file-format-schema.json");
  expect(readFileSync(join(cwd, "out/c.txt"), "utf8")).toMatch(/ \d+\n$/);
});
