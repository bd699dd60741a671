import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { keptFolder, weightkit } from "../support/run-cli.js";

const EXAMPLE = resolve(import.meta.dirname, "../../../../examples/sf-traffic");
const cwd = keptFolder();

beforeAll(async () => {
  for (const name of ["weightkit.json", "logic", "history"])
    cpSync(join(EXAMPLE, name), join(cwd, name), { recursive: true });
  const { code } = await weightkit(["replay", "--save-round", "3", "rounds"], { cwd });
  expect(code).toBe(0);
});

test("--trace shows requests, logs, calls with fuel and what the chain stores, on stderr", async () => {
  const args = ["run", "rounds/round-3.json"];
  const plain = await weightkit(args, { cwd });
  const traced = await weightkit([...args, "--trace"], { cwd });
  expect(traced.code).toBe(0);
  expect(traced.stdout).toBe(plain.stdout);
  expect(traced.stderr).toMatch(
    /GET https:\/\/data\.example\/traffic\/101\?at=1700020800 -> 200 \{/,
  );
  expect(traced.stderr).toMatch(/ start:logic\/weights\n/);
  // The fixture's own numbers: what the round stored, and its fuel at the head of the trace.
  const [, fuel = ""] = /, ([\d,]+) fuel\n/.exec(traced.stderr) ?? [];
  expect(plain.stderr).toContain(`fuel ${fuel},`);
  const stored = traced.stderr.slice(traced.stderr.indexOf("stored on chain"));
  const sum = [...stored.matchAll(/allo1\S+ ([\d,]+)$/gm)].reduce(
    (total, [, weight = ""]) => total + Number(weight.replaceAll(",", "")),
    0,
  );
  expect(sum).toBe(100_000);
});

test("--trace --json has all calls: their own fuel adds up to the round's", async () => {
  const { stdout } = await weightkit(["run", "rounds/round-3.json", "--trace", "--json"], { cwd });
  const { calls, fuel } = JSON.parse(stdout) as {
    calls: { name: string; depth: number; fuel: number; self: number }[];
    fuel: number;
  };
  expect(calls.some(({ name }) => name === "start:logic/weights")).toBe(true);
  const top = calls.filter(({ depth }) => depth === 0).reduce((sum, call) => sum + call.fuel, 0);
  expect(calls.reduce((sum, { self }) => sum + self, 0)).toBe(top);
  // What no function pays for is the start-up.
  expect(fuel - top).toBeGreaterThanOrEqual(0);
  expect(fuel - top).toBeLessThan(100);
});

test("--trace needs the engine that records calls", async () => {
  const args = ["run", "rounds/round-3.json", "--trace", "--engine", "wasmtime"];
  const { code, stderr } = await weightkit(args, { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("WK108");
});
