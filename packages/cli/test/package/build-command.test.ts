import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Ask } from "../../src/ui/io.js";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const OUTPUT = "target/made.wasm";
const COPIES = "mkdir -p target && cp source.bin target/made.wasm";

/** A project whose "toolchain" is a shell command: by default it copies its source to where the WASM belongs. */
async function project(command = COPIES, more: Record<string, string> = {}): Promise<string> {
  const cwd = temporaryFolder();
  const settings = { name: "made", wasm: OUTPUT, buildCommand: command };
  writeAll(cwd, { "weightkit.json": JSON.stringify(settings), ...more });
  writeFileSync(join(cwd, "source.bin"), await module("{}"));
  return cwd;
}

function module(weights: string): Promise<Uint8Array> {
  return wasm(prints(`{"type":"weights","weights":${weights}}`));
}

/** A module as text, printed by Node: its custom section holds what `expression` gives. */
const WITH_SECTION = (expression: string): string =>
  `mkdir -p target && node -e 'const fs = require("node:fs"); const text = Buffer.from(${expression}); fs.writeFileSync("target/made.wasm", Buffer.concat([fs.readFileSync("source.bin"), Buffer.from([0, text.length + 2, 1, 120]), text]))'`;

describe("build", () => {
  test("runs the command only with --yes, and then packs what it wrote", async () => {
    const cwd = await project();
    const refused = await weightkit(["build"], { cwd });
    expect([refused.code, existsSync(join(cwd, "target"))]).toEqual([3, false]);
    expect(refused.stderr).toContain("error WK163");
    expect(refused.stderr).toContain(COPIES);
    const { code, stderr } = await weightkit(["build", "--yes"], { cwd });
    expect([code, stderr]).toEqual([0, `running ${COPIES}\n`]);
    expect(readFileSync(join(cwd, "build/made.wasm"))).toEqual(
      readFileSync(join(cwd, "source.bin")),
    );
  });

  test("takes what was built before where it may not run the command, and reports that", async () => {
    const cwd = await project();
    await weightkit(["build", "--yes"], { cwd });
    writeFileSync(join(cwd, "source.bin"), await module('{ "a": "1" }'));
    const { code, stderr } = await weightkit(["build"], { cwd });
    expect([code, stderr]).toEqual([0, `not run: ${COPIES}; ${OUTPUT} is used unchanged\n`]);
  });

  test("asks on a terminal", async () => {
    const cwd = await project();
    const questions: string[] = [];
    const ask: Ask = {
      text: () => Promise.reject(new Error("not asked")),
      choose: (question) => {
        questions.push(question);
        return Promise.resolve("run");
      },
    };
    expect((await weightkit(["build"], { cwd, ask })).code).toBe(0);
    expect(questions).toEqual([`weightkit.json builds with a command. Run it?  ${COPIES}`]);
  });

  test("prints what a failed command printed, line by line", async () => {
    const cwd = await project("printf 'no '; sleep 0.1; echo such crate; exit 9");
    const { code, stderr } = await weightkit(["build", "--yes"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("\n│ no such crate\nerror WK164")]);
  });

  test("prints the module as text too", async () => {
    const cwd = await project();
    expect((await weightkit(["build", "--yes", "--wat"], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, "build/made.wat"), "utf8");
    expect(text).toMatch(/^\(module\n/);
    expect(text).toContain('(export "_start"');
    expect(text).toContain("wasi_snapshot_preview1");
  });
});

describe("verify", () => {
  test("builds a copy of the project in another folder, without what was built before", async () => {
    const command = `test ! -e target && test ! -e build && test ! -e cache && ${COPIES}`;
    const cwd = await project(command.replace("test ! -e target && ", ""), {
      "cache/CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55",
    });
    rmSync(join(cwd, "cache"), { recursive: true });
    expect((await weightkit(["build", "--yes"], { cwd })).code).toBe(0);
    writeAll(cwd, { "cache/CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55" });
    rmSync(join(cwd, "target"), { recursive: true });
    const { code, stdout } = await weightkit(["verify", "--yes", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, rebuilt: true });
    expect([code, existsSync(join(cwd, "target"))]).toEqual([0, false]);
  });

  test("finds a build that depends on its folder", async () => {
    const cwd = await project(WITH_SECTION("process.cwd()"));
    await weightkit(["build", "--yes"], { cwd });
    const { code, stderr } = await weightkit(["verify", "--yes"], { cwd });
    expect(code).toBe(5);
    expect(stderr).toMatch(/^error WK707: build\/made\.wasm/m);
    expect(stderr).toContain('the first difference is in the custom "x" section');
  });

  test("does not take a WASM for built that was not: without --yes it is only compared", async () => {
    const cwd = await project();
    await weightkit(["build", "--yes"], { cwd });
    const { code, stdout, stderr } = await weightkit(["verify"], { cwd });
    expect([code, stdout.split("\n")[0]]).toEqual([
      0,
      "made is consistent (its sources were not built)",
    ]);
    expect(stderr).toBe(`not run: ${COPIES}; ${OUTPUT} is used unchanged\n`);
  });

  test("--source needs the command, and compares with what it writes in a new folder", async () => {
    const cwd = await project();
    await weightkit(["build", "--yes"], { cwd });
    const elsewhere = temporaryFolder();
    cpSync(cwd, join(elsewhere, "theirs"), { recursive: true });
    const args = ["verify", "build", "--source", join(elsewhere, "theirs")];
    const refused = await weightkit(args, { cwd });
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining(`error WK708: The sources are built by the project's own command`),
    ]);
    expect(refused.stderr).toContain(COPIES);
    const { code, stdout } = await weightkit([...args, "--yes"], { cwd });
    expect([code, stdout.split("\n")[0]]).toEqual([0, "made matches its sources, byte for byte"]);
    writeFileSync(join(elsewhere, "theirs/source.bin"), await module('{"a":"1"}'));
    const other = await weightkit([...args, "--yes"], { cwd });
    expect([other.code, other.stderr]).toEqual([5, expect.stringContaining("error WK707")]);
  });

  test("compares with the WASM that lies there where no command is named, and reports that", async () => {
    const cwd = await project();
    await weightkit(["build", "--yes"], { cwd });
    writeAll(cwd, { "weightkit.json": JSON.stringify({ name: "made", wasm: OUTPUT }) });
    const { code, stdout, stderr } = await weightkit(["verify", "build", "--source", cwd], { cwd });
    expect([code, stdout.split("\n")[0]]).toEqual([
      0,
      "made is consistent (its sources were not built)",
    ]);
    expect(stderr).toBe(`weightkit.json has no buildCommand; ${OUTPUT} is used unchanged\n`);
  });

  test("a command that writes no WASM, and a project of too many files", async () => {
    const cwd = await project();
    await weightkit(["build", "--yes"], { cwd });
    const settings = { name: "made", wasm: OUTPUT, buildCommand: "true" };
    writeAll(cwd, { "weightkit.json": JSON.stringify(settings) });
    const nothing = await weightkit(["verify", "--yes"], { cwd });
    expect([nothing.code, nothing.stderr]).toEqual([
      2,
      expect.stringContaining(`WK164: The build command failed: true wrote no ${OUTPUT}`),
    ]);
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`many/${i}`, ""]));
    writeAll(cwd, many);
    const tooMany = await weightkit(["verify", "--yes"], { cwd });
    expect([tooMany.code, tooMany.stderr]).toEqual([3, expect.stringContaining("error WK709")]);
  });
});

test.each([
  [{ buildCommand: "make" }, "WK126", "buildCommand is set, and wasm is not"],
  [{ wasm: OUTPUT, buildCommand: "make\nrm -r /" }, "WK124", "one line of at most 2,000"],
  [{ wasm: OUTPUT, buildCommand: "" }, "WK124", "one line of at most 2,000"],
])("weightkit.json with %j", async (settings, code, words) => {
  const cwd = temporaryFolder();
  writeAll(cwd, { "weightkit.json": JSON.stringify({ name: "made", ...settings }) });
  const { code: exit, stderr } = await weightkit(["build", "--yes"], { cwd });
  expect([exit, stderr]).toEqual([3, expect.stringContaining(`error ${code}`)]);
  expect(stderr).toContain(words);
});
