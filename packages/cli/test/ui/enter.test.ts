import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pc from "picocolors";
import { expect, test } from "vitest";
import { commands } from "../../src/commands/table.js";
import { commandHelp, familyHelp, overview } from "../../src/core/help.js";
import { VERSION } from "../../src/version.js";
import { temporaryFolder } from "../support/run-cli.js";

// The built file that starts first: it answers help from descriptions made at build time, and loads nothing else.
const entry = pathToFileURL(join(import.meta.dirname, "../../dist/enter.js")).href;

const WIDTHS = [20, 60, 80, 137];

/** What the built entry prints for each line, at each width, without and with colours; one process for all. */
function printed(lines: readonly string[]): Record<string, string> {
  const script = `
    import { enter } from ${JSON.stringify(entry)};
    const seen = {};
    const write = process.stdout.write;
    for (const COLUMNS of ${JSON.stringify(WIDTHS.map(String))}) for (const FORCE_COLOR of ["0", "1"]) {
      Object.assign(process.env, { COLUMNS, FORCE_COLOR });
      for (const line of ${JSON.stringify(lines)}) {
        let text = "";
        process.stdout.write = (piece, then) => { text += piece; then?.(); return true; };
        const code = await enter(line.split(" "));
        process.stdout.write = write;
        process.stdout.removeAllListeners("error");
        seen[[line, COLUMNS, FORCE_COLOR].join(" ")] = code + text;
      }
    }
    write.call(process.stdout, JSON.stringify(seen));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    maxBuffer: 1 << 26,
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Record<string, string>;
}

test("help is the command table's own, at every width, with and without colours", () => {
  const families = [...new Set(commands.flatMap(({ name }) => name.split(" ").slice(0, -1)))];
  const lines = [
    ...["--help", "-h", "help"],
    ...commands.flatMap(({ name }) => [`${name} --help`, `help ${name}`]),
    ...families.map((name) => `${name} -h`),
  ];
  const seen = printed(lines);
  for (const line of lines) {
    const words = line.replace(/^help ?| ?(--help|-h)$/g, "");
    const command = commands.find(({ name }) => name === words);
    for (const width of WIDTHS)
      for (const color of [0, 1]) {
        const colors = pc.createColors(color === 1);
        const members = commands.filter(({ name }) => name.startsWith(`${words} `));
        const text =
          words === ""
            ? overview(commands, colors, width)
            : command === undefined
              ? familyHelp(words, members, colors, width)
              : commandHelp(command, colors, width);
        expect(seen[`${line} ${width} ${color}`], line).toBe(`0${text}\n`);
      }
  }
});

test("the version is printed without more", () => {
  expect(printed(["--version", "-V"])["-V 80 0"]).toBe(`0${VERSION}\n`);
});

test("help needs no file but the one that starts first", () => {
  const folder = temporaryFolder();
  for (const path of ["bin/weightkit.js", "dist/enter.js", "package.json"]) {
    cpSync(join(import.meta.dirname, "../..", path), join(folder, path));
  }
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(folder, "bin/weightkit.js"), "replay", "--help"],
    { encoding: "utf8" },
  );
  expect([status, stdout.slice(0, 5), stderr]).toEqual([0, "Usage", ""]);
});

test("help that cannot be written ends as any other result does", () => {
  const bin = join(import.meta.dirname, "../../bin/weightkit.js");
  const line = `"${process.execPath}" "${bin}" --help > /dev/full`;
  const { stderr, status } = spawnSync("bash", ["-c", line], { encoding: "utf8" });
  expect([status, stderr.split(":")[0]]).toEqual([6, "error WK118"]);
});
