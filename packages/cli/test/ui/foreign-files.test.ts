import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const TEXT = '{ "name": "mini", "description": "as a file of another kind" }\n';
const zip = (name: string): Buffer =>
  Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(26), Buffer.from(name)]);

/** What a file may be in place of text in UTF-8, and what errors call it. */
const FOREIGN: readonly (readonly [string, Uint8Array])[] = [
  ["UTF-16 text", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
  ["UTF-16 text without a byte order mark", Buffer.from(TEXT, "utf16le")],
  ["a ZIP file", zip("weightkit.json")],
  ["an Excel workbook", zip("xl/workbook.xml")],
  ["a bzip2 file", Buffer.from("BZh91AY&SY\0\xff", "latin1")],
  ["an xz file", Buffer.from("\xfd7zXZ\0\0\x04", "latin1")],
  ["an SQLite database", Buffer.from("SQLite format 3\0\x10\0", "latin1")],
];

const HISTORY = {
  "i.csv": `topic,timestamp,worker,value\n1,1700006400,${A},2.5\n`,
  "t.csv": "topic,timestamp,value,available_at\n1,1700006400,3,1700006400\n",
};
const REPLAY = ["replay", "-i", "i.csv", "-t", "t.csv"];
const CADENCES = ["--inference-cadence", "3600", "--weight-cadence", "7200"];

/** Files of text, and the commands that read them. */
const TEXTS: readonly (readonly [string, string, readonly string[]])[] = [
  ["the project file", "weightkit.json", ["build"]],
  ["the entry", "logic/weights.ts", ["build"]],
  ["the recording", "r.json", [...REPLAY, ...CADENCES, "--recording", "r.json"]],
  ["the fixture", "round.json", ["run", "round.json"]],
];
/** Tables that are held in memory. */
const TABLES: readonly (readonly [string, readonly string[], string])[] = [
  ["workers' names", ["--workers"], "worker,name"],
  ["settings of topics", ["--topics"], "topic"],
  ["changes of stake", ["--stake-changes"], "time,participant,delta"],
];

describe.each(FOREIGN)("%s", (found, bytes) => {
  test.each(TEXTS)("is named where %s is read", async (_, file, args) => {
    const cwd = miniProject(PRINTS, {}, HISTORY);
    writeFileSync(join(cwd, file), bytes);
    const { code, stderr } = await weightkit(args, { cwd });
    expect([code, stderr.split("\n")[0]]).toEqual([3, expect.stringContaining("WK158")]);
    expect(stderr).toContain(`${file}: it is ${found}, not UTF-8 text`);
  });

  test.each(TABLES)("is named where %s are read", async (_, option) => {
    const cwd = miniProject(PRINTS, {}, { ...HISTORY });
    writeFileSync(join(cwd, "table.csv"), bytes);
    const args = [...REPLAY, ...CADENCES, ...option, "table.csv"];
    const { code, stderr } = await weightkit(args, { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain(`WK341: table.csv: The file is ${found}`);
  });
});

describe.each(TABLES)("a table of %s", (_, option, columns) => {
  const read = async (table: string) => {
    const cwd = miniProject(PRINTS, {}, { ...HISTORY, "table.csv": table });
    return await weightkit([...REPLAY, ...CADENCES, ...option, "table.csv"], { cwd });
  };

  test.each(["", "\n\n", "\ufeff"])("that is empty (%j) is a fault", async (table) => {
    const { code, stderr } = await read(table);
    expect(code).toBe(3);
    expect(stderr).toContain("WK301: table.csv: The file is empty");
    expect(stderr).toContain(`The first line names the columns: ${columns}`);
  });

  test("with a row of another width is a fault", async () => {
    const { code, stderr } = await read(`${columns}\n${columns},more\n`);
    expect([code, stderr]).toEqual([3, expect.stringContaining("WK304: table.csv, row 2")]);
  });

  test("with the line ends of old Macs is a fault", async () => {
    const { code, stderr } = await read(`${columns}\r1,2,3\r`);
    expect([code, stderr]).toEqual([3, expect.stringContaining("WK342: table.csv")]);
  });
});
