import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../../../scripts/docs/play.mjs";
import { PRINTED } from "../../src/commands/explain/explanation.js";
import { EXPLANATIONS } from "../../src/commands/explain/explanations.js";
import { errorRows } from "../../src/errors/rows.js";
import { DOCS, errorPage } from "../../src/errors/docs-page.js";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const explanations = Object.entries(EXPLANATIONS);

describe("every explanation's example raises its code", () => {
  test.each(explanations)("%s", async (code, { example }) => {
    const cwd = temporaryFolder();
    const { [PRINTED]: printed, ...files } = example.files ?? {};
    writeAll(cwd, files);
    if (printed !== undefined) writeFileSync(join(cwd, "logic.wasm"), await wasm(prints(printed)));
    const [program, ...args] = example.command
      .split(" ")
      .map((word) => word.replace(/^'(.*)'$/, "$1"));
    expect(program).toBe("weightkit");
    // Engines on PATH would make one example run.
    const { stdout, stderr } = await weightkit(args, { cwd, env: { PATH: "" } });
    expect(stdout + stderr).toContain(code);
  });
});

test("every explanation belongs to a code, and the codes met most have one", () => {
  const codes = errorRows().map(({ code }) => code);
  for (const [code] of explanations) expect(codes).toContain(code);
  expect(explanations.length).toBeGreaterThanOrEqual(60);
});

test("every code has the page that errors link to", () => {
  for (const { code } of errorRows()) {
    const path = errorPage(code).slice(DOCS.length);
    expect(existsSync(join(ROOT, "docs", `${path}.md`)), errorPage(code)).toBe(true);
  }
});

test.each(["WK503", "wk503", "503"])("explain %s", async (given) => {
  const { code, stdout } = await weightkit(["explain", given]);
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines[0]).toBe("WK503 Text before the weights (exit code 1)");
  expect(lines).toContain("Why");
  expect(lines).toContain("  $ weightkit run logic.wasm --payload payload.json");
  expect(lines.at(-2)).toBe(`  ${errorPage("WK503")}`);
});

test("explain as JSON", async () => {
  const { stdout } = await weightkit(["explain", "WK101", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    format: "weightkit.explain",
    version: 1,
    code: "WK101",
    title: "Unknown command",
    exitCode: 3,
    example: { command: "weightkit biuld" },
    docs: errorPage("WK101"),
  });
});

test("an unknown code: the nearest ones", async () => {
  const { code, stderr } = await weightkit(["explain", "WK5033"]);
  expect(code).toBe(3);
  expect(stderr).toBe(
    'error WK147: There is no error with the code "WK5033"\n' +
      "  help: The nearest codes are WK503, WK533, WK500. `weightkit explain` lists all\n",
  );
});

test.each(["AS100", "TS2322", "ts2304"])(
  "%s, the compiler's own code: that of its error",
  async (given) => {
    const { code, stderr } = await weightkit(["explain", given]);
    expect(code).toBe(3);
    expect(stderr).toContain(`${given} is the compiler's own code. Its error is WK201`);
    expect(stderr).not.toContain("nearest");
  },
);

test("without a code: all codes, one a line", async () => {
  const { stdout } = await weightkit(["explain"]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(errorRows().length);
  expect(stdout).toContain("  WK101  Unknown command\n");
  const { stdout: json } = await weightkit(["explain", "--json"]);
  const { codes } = JSON.parse(json) as { codes: unknown[] };
  expect(codes).toHaveLength(errorRows().length);
});

test("on a terminal an error names its page, and with --json everywhere", async () => {
  const { stderr } = await weightkit(["biuld"], { tty: true });
  expect(stderr).toContain("weightkit explain WK101");
  expect(stderr).toContain(errorPage("WK101"));
  const { stdout, stderr: piped } = await weightkit(["biuld", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ errors: [{ docs: errorPage("WK101") }] });
  expect(piped).not.toContain("https://");
});

test("COLUMNS breaks an error's sentences in a pipe, between words", async () => {
  const { stderr } = await weightkit(["replay"], {
    cwd: temporaryFolder(),
    env: { COLUMNS: "60" },
  });
  const lines = stderr.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    if (line.trim().includes(" ")) expect(line.length).toBeLessThanOrEqual(60);
  }
});
