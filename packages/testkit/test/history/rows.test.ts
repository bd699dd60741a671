import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readHistory } from "../../src/history/read-history.js";
import { INFERENCES, RowFiles, TRUTH } from "./row-files.js";

const files = new RowFiles();

describe("a row with a fault", () => {
  // A second row of the same worker and time would be a duplicate of the first, if that were kept.
  it.each([
    ["value", "timestamp,worker,value\n100,a,x\n100,a,y\n", "WK311", [2, 3]],
    ["empty value", "timestamp,worker,value\n100,a,\n100,a,1\n100,a,\n", "WK329", [2, 4]],
    ["worker", "timestamp,worker,value\n100,,1\n100,,1\n", "WK313", [2, 3]],
    ["message", "timestamp,worker,value,message\n100,a,1,x\n100,a,1,y\n", "WK348", [2, 3]],
    ["topic", "topic,timestamp,worker,value\n,100,a,1\n,100,a,1\n", "WK323", [2, 3]],
  ])("in its %s is not compared with others", async (_, text, code, rows) => {
    expect(await files.codesOf(files.read(text))).toEqual(rows.map((row) => `${code} ${row}`));
  });

  it.each([
    ["worker", "timestamp,worker,value\n100,\xff,1\n100,\xff,1\n"],
    ["topic", "topic,timestamp,worker,value\n\xff,100,a,1\n\xff,100,a,1\n"],
    ["extra_data", "timestamp,worker,value,extra_data\n100,a,1,\xff\n100,a,1,\xff\n"],
    ["proof", "timestamp,worker,value,proof\n100,a,1,\xff\n100,a,1,\xff\n"],
  ])("of bytes that are not UTF-8 in its %s is not compared either", async (field, text) => {
    const words = "The text is not UTF-8";
    expect(await files.faultsOf(files.read(Buffer.from(text, "latin1")))).toEqual([
      ["WK328", "in.csv", 2, field, words],
      ["WK328", "in.csv", 3, field, words],
    ]);
  });

  it("of bytes that are not UTF-8 has no part in the rows after it", async () => {
    const rows = Buffer.from("timestamp,worker,value\n100,\xff,1\n100,b,1\n", "latin1");
    expect(await files.codesOf(files.read(rows))).toEqual(["WK328 2"]);
  });

  it("of bytes that are not UTF-8 in its value, which is to be a number, has that fault alone", async () => {
    const rows = Buffer.from("timestamp,worker,value\n100,a,\xff\n", "latin1");
    expect(await files.codesOf(files.read(rows))).toEqual(["WK311 2"]);
  });

  it("nor is a text that is not UTF-8, or a missing one", async () => {
    const text = Buffer.from("timestamp,worker,value\n100,a,\xff\n100,a,\xff\n", "latin1");
    expect(await files.codesOf(files.read(text, null, { values: "texts" }))).toEqual([
      "WK328 2",
      "WK328 3",
    ]);
    const line = '{"timestamp":100,"worker":"a","value":"x"}\n';
    const missing = `${line}{"timestamp":100,"worker":"b","value":null}\n`;
    expect(await files.codesOf(files.read(missing, null, { values: "texts" }))).toEqual([
      "WK329 2",
    ]);
  });

  it("has the message numbers up to 2^32 - 1", async () => {
    const { topics } = await files.read("timestamp,worker,value,message\n100,a,1,4294967295\n");
    expect(topics[0]?.inferences.messages).toEqual(Uint32Array.of(4_294_967_295));
    const faulty = "timestamp,worker,value,message\n100,a,1,1\n100,a,1,x\n";
    expect(await files.codesOf(files.read(faulty))).toEqual(["WK348 3"]);
  });

  it("of the truth is not compared with others", async () => {
    const rows = (...given: string[]): string => TRUTH + given.join("\n");
    const twice = (row: string): string => rows(row, row);
    expect(await files.faultsOf(files.read(INFERENCES, twice("100,x,200")))).toEqual([
      ["WK311", "truth.csv", 2, "value", '"x" is not a number'],
      ["WK311", "truth.csv", 3, "value", '"x" is not a number'],
    ]);
    expect(await files.faultsOf(files.read(INFERENCES, rows("100,-inf,200", "100,1,99")))).toEqual([
      ["WK312", "truth.csv", 2, "value", 'The truth "-inf" is not a finite number'],
      [
        "WK316",
        "truth.csv",
        3,
        "available_at",
        "The truth for 100 has available_at 99, before that time",
      ],
    ]);
    expect(await files.codesOf(files.read(INFERENCES, rows("100,1,x", "100,1,x")))).toEqual([
      "WK308 2",
      "WK308 3",
    ]);
    const topics = "topic,timestamp,value,available_at\n,100,1,100\n,100,1,100\n";
    expect(
      await files.codesOf(files.read(`topic,${INFERENCES.replace("\n", "\n7,")}`, topics)),
    ).toEqual(["WK323 2", "WK323 3"]);
  });
});

describe("second answers and truths", () => {
  const many = 1500;
  it("are listed up to 1,001", async () => {
    const faults = await files.faultsOf(
      files.read(INFERENCES + "100,a,2\n".repeat(many), TRUTH + "100,1,100\n".repeat(many + 1), {
        maxFaults: 5000,
      }),
    );
    const of = (wanted: string) => faults.filter(([code]) => code === wanted);
    expect(of("WK314")).toHaveLength(1001);
    expect(of("WK315")).toHaveLength(1001);
    expect(of("WK314")[0]).toEqual([
      "WK314",
      "in.csv",
      3,
      "timestamp",
      "a has a second inference at 100; the first is in row 2",
    ]);
    expect(of("WK315")[1000]).toEqual([
      "WK315",
      "truth.csv",
      1003,
      "timestamp",
      "There is a second truth for 100; the first is in row 1002",
    ]);
  });

  it("of a truth out of order keep their rows, and a truth of texts its texts", async () => {
    const late = `${TRUTH}300,1,300\n100,2,100\n300,3,300\n`;
    expect(await files.faultsOf(files.read(INFERENCES, late))).toEqual([
      [
        "WK315",
        "truth.csv",
        4,
        "timestamp",
        "There is a second truth for 300; the first is in row 2",
      ],
    ]);
    const texts = `${TRUTH}300,x,300\n100,'=y,100\n200,'z,250\n`;
    const source = {
      inferences: files.put("in.csv", INFERENCES),
      truth: files.put("truth.csv", texts),
    };
    const { topics, warnings } = await readHistory({ ...source, values: "texts" });
    expect(topics[0]?.truth).toEqual({
      length: 3,
      timestamps: Float64Array.of(100, 200, 300),
      values: Float64Array.of(NaN, NaN, NaN),
      texts: ["=y", "'z", "x"],
      availableAt: Float64Array.of(100, 250, 300),
    });
    expect(warnings.map(({ code, place }) => [code, place?.file])).toContainEqual([
      "WK331",
      source.truth,
    ]);
  });

  it("that are overwritten are warned of with the first file, and rows out of order with the last", async () => {
    files.put("order/1.csv", "timestamp,worker,value\n200,a,1\n100,a,1\n");
    files.put("order/2.csv", "timestamp,worker,value\n200,a,2\n");
    const inferences = join(files.folder, "order/*.csv");
    const { warnings, topics } = await readHistory({
      inferences,
      truth: null,
      onDuplicate: "last",
    });
    expect([...(topics[0]?.inferences.values ?? [])]).toEqual([1, 2]);
    const places = warnings.map(({ code, place }) => [code, place?.file]);
    expect(places).toContainEqual(["WK331", join(files.folder, "order/2.csv")]);
    expect(places).toContainEqual(["WK338", join(files.folder, "order/1.csv")]);
  });

  it("in other messages of a block are not overwritten", async () => {
    const rows = "timestamp,worker,value,message\n100,a,1,0\n100,a,2,1\n100,a,3,1\n";
    expect(await files.codesOf(files.read(rows, null, { onDuplicate: "last" }))).toEqual([
      "WK314 4",
    ]);
  });
});

it("an optional column may be the first one", async () => {
  const { topics } = await files.read("proof,timestamp,worker,value\np,100,a,1\n");
  expect(topics[0]?.inferences.attachments).toEqual({ proof: ["p"] });
});

it("an apostrophe alone stays, whatever the next cell begins with", async () => {
  const line = '{"timestamp":100,"worker":"\'","value":"=x"}\n';
  const { topics } = await files.read(line, null, { values: "texts" });
  expect(topics[0]?.inferences.workers).toEqual(["'"]);
  expect(topics[0]?.inferences.texts).toEqual(["=x"]);
});

describe("times", () => {
  // 2023-11-15 in the units that pandas, JavaScript and databases count in: no digit is one too many to be recognized.
  it.each([
    ["1700006400000", "milliseconds"],
    ["1700006400000000", "microseconds"],
    ["1700006400000000000", "nanoseconds"],
  ])("%s are not seconds but %s", async (time, unit) => {
    const rows = `timestamp,worker,value\n${time},a,1\n${time.replace("64", "65")},a,1\n`;
    const message = `The timestamp "${time}" looks like ${unit}; seconds are needed`;
    expect(await files.faultsOf(files.read(rows))).toEqual([
      ["WK309", "in.csv", 2, "timestamp", message],
    ]);
    const mixed = `timestamp,worker,value\n1700006400,a,1\n${time},b,1\n`;
    expect(await files.faultsOf(files.read(mixed))).toEqual([
      [
        ...["WK310", "in.csv", 3, "timestamp"],
        `The timestamp "${time}" looks like ${unit}, while earlier rows are in seconds`,
      ],
    ]);
  });

  it("are seconds below 10^11", async () => {
    const { topics } = await files.read("timestamp,worker,value\n99999999999,a,1\n");
    expect(topics[0]?.inferences.timestamps[0]).toBe(99_999_999_999);
    expect(await files.faultsOf(files.read("timestamp,worker,value\n100000000000,a,1\n"))).toEqual([
      [
        "WK309",
        "in.csv",
        2,
        "timestamp",
        'The timestamp "100000000000" looks like milliseconds; seconds are needed',
      ],
    ]);
    const later = "timestamp,worker,value\n100,a,1\n100000000000,a,1\n100000000001,a,1\n";
    expect(await files.faultsOf(files.read(later))).toEqual([
      [
        "WK310",
        "in.csv",
        3,
        "timestamp",
        'The timestamp "100000000000" looks like milliseconds, while earlier rows are in seconds',
      ],
    ]);
  });

  it("may be ISO 8601 in any column, as long as it gets", async () => {
    const long = "2023-11-15T01:30:00.000000000 +00:00";
    const text = `worker,value,timestamp\na,1,${long}\nb,1,1700011800\n`;
    const { topics } = await files.read(text, `value,available_at,timestamp\n1,${long},${long}\n`);
    expect([...(topics[0]?.inferences.timestamps ?? [])]).toEqual([1_700_011_800, 1_700_011_800]);
    expect([...(topics[0]?.truth.availableAt ?? [])]).toEqual([1_700_011_800]);
    expect(await files.codesOf(files.read(`timestamp,worker,value\n${long}0,a,1\n`))).toEqual([
      "WK308 2",
    ]);
  });

  it("are never before 1970, as the chain counts them without a sign", async () => {
    const rows = (time: string) => `timestamp,worker,value\n${time},a,1\n`;
    const { topics } = await files.read(rows("1970-01-01"));
    expect([...(topics[0]?.inferences.timestamps ?? [])]).toEqual([0]);
    for (const time of ["1969-12-31", "0000-01-01", "1970-01-01T00:00:00+00:01"]) {
      expect(await files.codesOf(files.read(rows(time)))).toEqual(["WK308 2"]);
    }
    const truth = "timestamp,value,available_at\n1969-12-31,1,1969-12-31T10:00Z\n";
    expect(await files.codesOf(files.read(rows("100"), truth))).toEqual(["WK308 2", "WK308 2"]);
  });

  it("are shown in faults up to 40 letters", async () => {
    const fault = async (text: string): Promise<unknown> =>
      (await files.faultsOf(files.read(`timestamp,worker,value\n100,a,${text}\n`)))[0]?.[4];
    expect(await fault("x".repeat(40))).toBe(`"${"x".repeat(40)}" is not a number`);
    expect(await fault("x".repeat(41))).toBe(`"${"x".repeat(40)}…" is not a number`);
  });
});

describe("texts behind an apostrophe", () => {
  it.each([
    ["'=a", "=a"],
    ["''@a", "'@a"],
    ["'+a", "+a"],
    ["'a", "'a"],
    ["''", "''"],
    ["'", "'"],
    ["a'=", "a'="],
    ["=a", "=a"],
  ])("%s is %s", async (written, text) => {
    // The next field begins as a formula does.
    const rows = `timestamp,value,worker\n100,${written},=w\n`;
    const { topics } = await files.read(rows, null, { values: "texts" });
    expect(topics[0]?.inferences.texts).toEqual([text]);
    expect(topics[0]?.inferences.workers).toEqual(["=w"]);
    const quoted = `timestamp,value,worker\n100,"${written}"=,w\n`.replace('"=,', '",');
    const { topics: same } = await files.read(quoted, null, { values: "texts" });
    expect(same[0]?.inferences.texts).toEqual([text]);
  });
});

describe("JSON Lines", () => {
  const lines = (...cells: [worker: string, value: string][]): string =>
    cells.map(([a, b]) => `{"timestamp":100,"worker":${a},"value":${b}}\n`).join("");

  it("keep an apostrophe: only a spreadsheet's CSV has it before a formula", async () => {
    const rows = lines(['"\'=a"', '"\'+b"'], ['"=a"', "\"''@c\""]);
    const { topics } = await files.read(rows, null, { values: "texts" });
    expect(topics[0]?.inferences.workers).toEqual(["'=a", "=a"]);
    expect(topics[0]?.inferences.texts).toEqual(["'+b", "''@c"]);
  });

  it("keep whole numbers beyond 2^53 as they are, so that names do not become one", async () => {
    const rows = lines(["1234567890123456789", "1"], ["1234567890123456790", "2"]);
    const { topics } = await files.read(rows);
    expect(topics[0]?.inferences.workers).toEqual(["1234567890123456789", "1234567890123456790"]);
    expect(await files.faultsOf(files.read(rows.replace("100", "1700006400123456789")))).toEqual([
      [
        ...["WK309", "in.csv", 1, "timestamp"],
        'The timestamp "1700006400123456789" looks like nanoseconds; seconds are needed',
      ],
    ]);
  });

  it("have no number that no double holds, as CSV has none", async () => {
    const rows = lines(['"a"', "1"], ['"b"', "1e400"], ['"c"', "-2E+999"]);
    expect(await files.faultsOf(files.read(rows))).toEqual([
      ["WK311", "in.csv", 2, "value", '"1e400" is not a number'],
      ["WK311", "in.csv", 3, "value", '"-2E+999" is not a number'],
    ]);
    const { topics } = await files.read(lines(['"a"', "1e23"], ['"b"', "1.5e300"]));
    expect([...(topics[0]?.inferences.values ?? [])]).toEqual([1e23, 1.5e300]);
    const nested =
      '{"timestamp":100,"x":{"value":1},"y":"\\"value\\":2","worker":"a","value":1e999}\n';
    expect((await files.faultsOf(files.read(nested)))[0]?.[4]).toBe('"1e999" is not a number');
  });
});
