import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../../src/errors/weightkit-error.js";
import { readSmallTable } from "../../../src/history/formats/small-table.js";
import { readStakeChanges } from "../../../src/history/formats/stake-table.js";
import { readWorkerNames } from "../../../src/history/formats/worker-names.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Code, place and message of all faults. */
function faultsOf(act: () => unknown): unknown[] {
  try {
    act();
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return [error, ...error.others].map(({ code, place, message }) => [code, place, message]);
  }
  throw new Error("no fault");
}

describe("a small table", () => {
  const columns = { required: ["a", "b"], optional: ["c", "d"] };
  const read = (text: string): unknown[] => {
    const rows: unknown[] = [];
    readSmallTable(encode(text), "shown.csv", columns, (row) =>
      rows.push([0, 1, 2, 3].map((column) => [row.text(column), row.place(column).field])),
    );
    return rows;
  };

  it("gives fields in the order of the columns, empty where it has none", () => {
    expect(read("\ufeffb,x,A,c\n1,2,3,4\n'=5,6,''+7,'8\n9,,x'=0,'")).toEqual([
      [
        ["3", "a"],
        ["1", "b"],
        ["4", "c"],
        ["", "d"],
      ],
      [
        ["'+7", "a"],
        ["=5", "b"],
        ["'8", "c"],
        ["", "d"],
      ],
      [
        ["x'=0", "a"],
        ["9", "b"],
        ["'", "c"],
        ["", "d"],
      ],
    ]);
    expect(read("a,b\n")).toEqual([]);
  });

  it("is empty in a column that was not asked for", () => {
    const found: string[] = [];
    readSmallTable(encode("a,b\n1,2"), "shown.csv", columns, (row) => found.push(row.text(4)));
    expect(found).toEqual([""]);
  });

  it("shows where its fields are", () => {
    const places: unknown[] = [];
    readSmallTable(encode("a,b\n\n1,2"), "shown.csv", columns, (row) => places.push(row.place(1)));
    expect(places).toEqual([{ file: "shown.csv", row: 3, field: "b" }]);
  });

  it.each([
    ["", ["WK301", { file: "shown.csv" }, "The file is empty"]],
    ["a\n", ["WK302", { file: "shown.csv", row: 1 }, "There is no column b; the columns are: a"]],
    [
      "a,b\n1,2\n1\n",
      ["WK304", { file: "shown.csv", row: 3 }, "The row has 1 fields, but the first line has 2"],
    ],
    [
      'a,b\n1,"2',
      ["WK305", { file: "shown.csv", row: 2 }, "A quoted field that begins here is never closed"],
    ],
    [
      "BZh9",
      ["WK341", { file: "shown.csv" }, "The file is a bzip2 file, not a table in UTF-8 text"],
    ],
  ])("%j is refused", (text, fault) => {
    expect(faultsOf(() => read(text))).toEqual([fault]);
  });

  it("names the columns that an empty one should have", () => {
    expect(() => read("")).toThrow(
      expect.objectContaining({ hint: "The first line names the columns: a,b" }),
    );
  });

  it("passes on what the handler throws", () => {
    expect(() => {
      readSmallTable(encode("a,b\n1,2\n"), "shown.csv", columns, () => {
        throw new RangeError("full");
      });
    }).toThrow(new RangeError("full"));
  });
});

describe("changes of stake", () => {
  it("are in order of time, of a participant or of its target", () => {
    const table =
      "time,participant,delta,target\n300,a,+5,\n1970-01-01T00:01:40Z,b,-7,c\n200,a,0,a\n300,d,12345678901234567890123456789012345678901234567890".slice(
        0,
        -10,
      );
    expect(readStakeChanges(encode(table.concat(",")), "s.csv")).toEqual([
      { time: 100, participant: "b", delta: -7n, target: "c" },
      { time: 200, participant: "a", delta: 0n, target: "a" },
      { time: 300, participant: "a", delta: 5n, target: "a" },
      {
        time: 300,
        participant: "d",
        delta: 1_234_567_890_123_456_789_012_345_678_901_234_567_890n,
        target: "d",
      },
    ]);
  });

  it("need no target", () => {
    expect(readStakeChanges(encode("delta,time,participant\n5,1,a\n"), "s.csv")).toEqual([
      { time: 1, participant: "a", delta: 5n, target: "a" },
    ]);
  });

  it("are refused with each field that is wrong", () => {
    const row = (number: number, field: string) => ({ file: "s.csv", row: number, field });
    const table = "time,participant,delta\nx,,5\n1,a,1.5\n2,a,\n3,a,x5\n4,a,--5\n5,,5\n";
    const amount = (text: string): string =>
      `The delta is "${text}", but must be a whole amount, e.g. -500`;
    expect(faultsOf(() => readStakeChanges(encode(table), "s.csv"))).toEqual([
      [
        "WK611",
        row(2, "time"),
        'The time is "x", but must be UNIX seconds, or a UTC time like 2024-03-01T12:00Z',
      ],
      ["WK611", row(2, "participant"), 'The participant is "", but must be an address'],
      ["WK611", row(3, "delta"), amount("1.5")],
      ["WK611", row(4, "delta"), amount("")],
      ["WK611", row(5, "delta"), amount("x5")],
      ["WK611", row(6, "delta"), amount("--5")],
      ["WK611", row(7, "participant"), 'The participant is "", but must be an address'],
    ]);
    const long = `time,participant,delta\n1,a,${"1".repeat(41)}\n`;
    expect(faultsOf(() => readStakeChanges(encode(long), "s.csv"))).toHaveLength(1);
  });
});

it("names of workers: later ones count, empty ones do not", () => {
  const table = "name,worker\nAnn,a\nBob,b\n,c\nDan,\nBen,b\n";
  expect([...readWorkerNames(encode(table), "w.csv")]).toEqual([
    ["a", "Ann"],
    ["b", "Ben"],
  ]);
  expect(faultsOf(() => readWorkerNames(encode("worker\n"), "w.csv"))[0]).toEqual([
    "WK302",
    { file: "w.csv", row: 1 },
    "There is no column name; the columns are: worker",
  ]);
});
