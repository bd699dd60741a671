import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { expandPaths, matchesName, searchRoot } from "../../src/history/expand-paths.js";
import { doubleKey } from "../../src/history/formats/double-key.js";
import { partitionTopic } from "../../src/history/formats/partition.js";
import { readParquet } from "../../src/history/formats/parquet.js";
import { readHistory } from "../../src/history/read-history.js";
import { csvField } from "../../src/history/write/csv-field.js";
import { inferencesCsv } from "../../src/history/write/write-csv.js";

const folder = mkdtempSync(join(tmpdir(), "tables-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const fixture = (name: string): string =>
  fileURLToPath(new URL(`parquet/${name}.parquet`, import.meta.url));
const rowsOf = async (content: string, values: "numbers" | "texts" = "numbers") => {
  const { topics } = await readHistory({
    inferences: put("rows.csv", content),
    truth: null,
    values,
  });
  return topics;
};

describe("Parquet of another writer", () => {
  it.each(["zstd", "lz4", "brotli", "gzip", "snappy", "none"])("%s", async (codec) => {
    const { topics } = await readHistory({ inferences: fixture(codec), truth: null });
    const [{ inferences } = { inferences: null }] = topics;
    expect(inferences?.workers).toEqual(["a", "b"]);
    expect([...(inferences?.timestamps ?? [])]).toEqual([100, 100, 200]);
    expect([...(inferences?.values ?? [])]).toEqual([1.5, 2, 0.1234567890123456]);
  });

  it("is refused in words of ours, whatever byte of pages with a dictionary is damaged", async () => {
    const whole = readFileSync(fixture("dictionary"));
    const wanted = { columns: ["timestamp", "worker", "value"], options: { maxRows: 1000 } };
    for (let at = 4; at < 400; at += 9) {
      const damaged = Uint8Array.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const path = put("damaged.parquet", damaged);
      const outcome: unknown = await readParquet(path, wanted, () => undefined, 1000).catch(
        (error: unknown) => error,
      );
      if (outcome !== undefined) expect(outcome).toMatchObject({ code: "WK325" });
    }
  });
});

describe("timestamps in ISO 8601", () => {
  it.each([
    ["2023-11-15", 1_700_006_400],
    ["2023-11-15T01:30:00Z", 1_700_011_800],
    ["2023-11-15 01:30:00+00:00", 1_700_011_800],
    ["2023-11-15T02:30:00.000000000+01:00", 1_700_011_800],
    ["2023-11-14T20:30-0500", 1_700_011_800],
  ])("%s", async (text, seconds) => {
    const [topic] = await rowsOf(`timestamp,worker,value\n${text},a,1\n`);
    expect(topic?.inferences.timestamps[0]).toBe(seconds);
  });

  it.each(["2023-11-15T01:30:00.5Z", "2023-02-30", "15.11.2023", "2023-11-15T01:30:00+25:00"])(
    "%s is refused",
    async (text) => {
      await expect(rowsOf(`timestamp,worker,value\n${text},a,1\n`)).rejects.toMatchObject({
        code: "WK308",
      });
    },
  );
});

describe("cells that a spreadsheet would run", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["+1", "'+1"],
    ["'=1", "''=1"],
    ["'plain", "'plain"],
    ["-1", "-1"],
    ["a b\tc", "a b\tc"],
    [" a", '" a"'],
    ["a\t", '"a\t"'],
    ['=a,"b"', `"'=a,""b"""`],
  ])("%s is written %s", (text, written) => {
    expect(csvField(text)).toBe(written);
  });

  it("come back as they were", async () => {
    const text = fc.stringMatching(/^['=+@a,"]{1,6}$/);
    await fc.assert(
      fc.asyncProperty(text, text, async (worker, value) => {
        const written = `timestamp,worker,value\n1,${csvField(worker)},${csvField(value)}\n`;
        const topics = await rowsOf(written, "texts");
        expect(topics[0]?.inferences.workers).toEqual([worker]);
        expect(topics[0]?.inferences.texts).toEqual([value]);
        expect([...inferencesCsv(topics)].join("")).toBe(written);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a key twice in one object", () => {
  it.each([
    ['{"a":1,"b":2}', null],
    ['{"a":1,"a":1}', "a"],
    ['{"a":1 , "\\u0061" : 2}', "a"],
    ['{"a":{"a":1},"b":[{"b":1,"b":2}]}', null],
    ['{"a":"\\":","b":"a\\":1"}', null],
    ['{"a\\"":1,"a\\"":2}', 'a"'],
  ])("%s", (text, key) => {
    expect(doubleKey(text, Object.keys(JSON.parse(text) as object).length)).toBe(key);
  });

  it("is refused in JSON Lines, with its row", async () => {
    const line = '{"timestamp":1,"worker":"a","value":1}\n';
    const inferences = put("d.jsonl", `${line}{"timestamp":2,"worker":"a","value":1,"value":2}\n`);
    await expect(readHistory({ inferences, truth: null })).rejects.toMatchObject({
      code: "WK346",
      place: { row: 2, field: "value" },
    });
  });
});

describe("patterns of names", () => {
  it("match as the regular expression of the same meaning", () => {
    const pattern = fc.stringMatching(/^[ab*?]{0,8}$/);
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab]{1,10}$/), (stars, name) => {
        const same = new RegExp(`^${stars.replaceAll("?", ".").replaceAll("*", ".*")}$`);
        expect(matchesName(stars, name)).toBe(same.test(name));
      }),
    );
  });

  it.each([
    [[], ""],
    [[""], "/"],
    [["", "data"], "/data"],
    [["data", "btc"], "data/btc"],
    // On Windows, C: is the folder that the drive was last in, and a share starts with two slashes.
    [["C:"], "C:/"],
    [["C:", "data"], "C:/data"],
    [["", "", "server", "share"], "//server/share"],
  ])("look from %j on", (parts, root) => {
    expect(searchRoot(parts)).toBe(root);
  });

  it("take no time that grows without bounds", () => {
    expect(matchesName("*a".repeat(25), "a".repeat(120))).toBe(true);
    expect(matchesName(`${"*a".repeat(25)}b`, "a".repeat(120))).toBe(false);
  });

  it("do not go round in circles of links", () => {
    const loop = mkdtempSync(join(folder, "loop-"));
    mkdirSync(join(loop, "inner"));
    writeFileSync(join(loop, "inner/x.csv"), "");
    symlinkSync("..", join(loop, "inner/up"));
    symlinkSync("self", join(loop, "self"));
    expect(expandPaths(join(loop, "**/*.csv"))).toEqual([join(loop, "inner/x.csv")]);
  });
});

it.each([
  ["data/topic=7/part.parquet", "7"],
  ["topic=a%20b/x=1/p.csv", "a b"],
  ["topic=%zz/p.csv", "%zz"],
  ["topic=/p.csv", null],
  ["subtopic=7/p.csv", null],
  ["TOPIC=7/topic=8/p.csv", "8"],
  ["C:\\topic=7\\p.csv", "7"],
  ["data/topic=7", null],
])("the folder of %s names the topic %s", (path, topic) => {
  expect(partitionTopic(path)).toBe(topic);
});
