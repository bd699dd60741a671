import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { casePath } from "../../../../test/support/inputs.js";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { readHistory } from "../../src/history/read-history.js";
import { historyWarnings } from "../../src/history/warnings/history-warnings.js";
import { inferencesCsv } from "../../src/history/write/write-csv.js";

async function read(name: string, file: string, truth: string | null = "truth.csv") {
  const inferences = casePath(`${name}/${file}`);
  return readHistory({ inferences, truth: truth === null ? null : casePath(`${name}/${truth}`) });
}

async function refusal(name: string, file: string): Promise<WeightkitError> {
  const error: unknown = await read(name, file).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof WeightkitError) return error;
  throw new Error(`not refused: ${String(error)}`);
}

const textOf = (path: string): string => readFileSync(casePath(path), "utf8");

describe("small inputs of users", () => {
  it("a decimal is the double nearest to it", async () => {
    const [decimal, text] = await Promise.all(
      ["decimal.parquet", "inferences.csv"].map((file) => read("parquet-decimal", file)),
    );
    expect(decimal?.topics).toEqual(text?.topics);
    expect([...inferencesCsv(decimal?.topics ?? [])].join("")).toBe(
      textOf("parquet-decimal/inferences.csv"),
    );
  });

  it.each(["list.parquet", "struct.parquet"])(
    "%s is read without its nested column",
    async (file) => {
      const flat = await read("parquet-nested-column", "inferences.csv");
      expect((await read("parquet-nested-column", file)).topics).toEqual(flat.topics);
    },
  );

  it("columns that are inside a struct are refused, by name", async () => {
    const { code, message } = await refusal("parquet-nested-column", "struct-only.parquet");
    expect(code).toBe("WK343");
    expect(message).toContain("timestamp");
  });

  it.each(["inferences.csv", "inferences.jsonl", "inferences.parquet"])(
    "a missing number is one fault, with advice that can be followed: %s",
    async (file) => {
      const { code, message, hint, place } = await refusal("missing-value", file);
      expect([code, place?.field]).toEqual(["WK329", "value"]);
      expect(message).toBe('"value" is missing (empty or null)');
      expect(hint).toContain('df.dropna(subset=["value"])');
    },
  );

  it.each([
    ["inferences.csv.zip", "a ZIP file"],
    ["inferences.csv.bz2", "a bzip2 file"],
    ["inferences.xlsx", "an Excel workbook"],
    ["utf16.csv", "UTF-16 text"],
  ])("%s is named as %s", async (file, what) => {
    const { code, message } = await refusal("not-a-text-file", file);
    expect([code, message]).toEqual(["WK341", `The file is ${what}, not a table in UTF-8 text`]);
  });

  it("line ends of old Macs are named", async () => {
    expect((await refusal("not-a-text-file", "old-mac.csv")).code).toBe("WK342");
  });

  it("the topic of a row is that of its folder", async () => {
    const { topics } = await read("hive-partitions", "data/*/*.parquet");
    const ids = topics.map(({ topic }) => topic);
    expect(ids.length).toBeGreaterThan(1);
    expect(ids).toContain("7");
    expect(topics.find(({ topic }) => topic === "7")?.truth.length).toBe(
      textOf("hive-partitions/truth.csv")
        .split("\n")
        .filter((line) => line.endsWith(",7")).length,
    );
  });

  it.each([
    ["inferences.csv", "truth.csv", "20240101 looks like a date (YYYYMMDD)"],
    ["heights-inferences.csv", "heights-truth.csv", "2450000 look like block heights"],
  ])("%s: times in 1970 are reported", async (file, truth, words) => {
    const { topics } = await read("timestamps-that-are-dates", file, truth);
    const [warning] = historyWarnings(topics, true);
    expect(warning?.code).toBe("WK344");
    expect(warning?.message).toContain(words);
  });

  it("truth that meets no set is reported, with its distance", async () => {
    const { topics } = await read("truth-beside-every-set", "inferences.csv");
    const [warning] = historyWarnings(topics, true);
    expect([warning?.code, warning?.message]).toEqual([
      "WK345",
      "0 of 24 sets of topic 1 have a truth; the nearest truth is 60 s away",
    ]);
  });
});
