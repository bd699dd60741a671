import { describe, expect, it, test } from "vitest";
import { tableErrors } from "../../../src/errors/table-errors.js";
import { fault, WeightkitError } from "../../../src/errors/weightkit-error.js";
import type { CsvFields } from "../../../src/history/formats/csv-lexer.js";
import { Faults } from "../../../src/history/formats/faults.js";
import {
  checkIsTable,
  foreignFormat,
  hasOldMacLines,
} from "../../../src/history/formats/foreign-format.js";
import { canonicalName, readHeader } from "../../../src/history/formats/header.js";
import { Interner } from "../../../src/history/formats/interner.js";
import { RowNumbers } from "../../../src/history/formats/row-numbers.js";
import { RecordEncoder } from "../../../src/history/write/record-encoder.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("faults", () => {
  const found = (row: number): WeightkitError =>
    fault(tableErrors.notUtf8, {}, { place: { file: "a.csv", row } });
  const thrown = (act: () => void): unknown => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      return [error, ...error.others].map(({ code, place, message }) => [code, place, message]);
    }
    return null;
  };
  const words = "The text is not UTF-8";

  it("are thrown together once there are as many as the limit, with a last one for the limit", () => {
    const faults = new Faults(2);
    expect(
      thrown(() => {
        faults.throwIfAny();
      }),
    ).toBeNull();
    faults.add(found(1));
    expect(faults.full).toBe(false);
    expect(
      thrown(() => {
        faults.add(found(2));
      }),
    ).toEqual([
      ["WK328", { file: "a.csv", row: 1 }, words],
      ["WK328", { file: "a.csv", row: 2 }, words],
      ["WK318", { file: "a.csv" }, "Stopped reading after 2 faults"],
    ]);
    expect(faults.full).toBe(true);
  });

  it("name no file where the last one has none", () => {
    const faults = new Faults(2);
    faults.add(found(1));
    expect(
      thrown(() => {
        faults.add(fault(tableErrors.notUtf8, {}));
      }),
    ).toEqual([
      ["WK328", { file: "a.csv", row: 1 }, words],
      ["WK328", null, words],
      ["WK318", null, "Stopped reading after 2 faults"],
    ]);
  });

  it("are one alone where the limit is one", () => {
    expect(
      thrown(() => {
        new Faults(1).add(found(1));
      }),
    ).toEqual([["WK328", { file: "a.csv", row: 1 }, words]]);
  });

  it("below the limit are thrown when asked for", () => {
    const faults = new Faults(3);
    faults.add(found(1));
    expect(
      thrown(() => {
        faults.throwIfAny();
      }),
    ).toEqual([["WK328", { file: "a.csv", row: 1 }, words]]);
  });
});

describe("an interner", () => {
  it("numbers texts in order of first appearance, however many, whatever stands around them", () => {
    const interner = new Interner();
    const texts = Array.from({ length: 20_000 }, (_, i) => `worker ${(i * 7919) % 20_000}`);
    const ids = (): number[] =>
      texts.map((text) => interner.idOf(encode(`<${text}>`), 1, 1 + text.length));
    const inOrder = texts.map((_, i) => i);
    expect(ids()).toEqual(inOrder);
    expect(ids()).toEqual(inOrder);
    expect(interner.texts).toEqual(texts);
    expect(interner.damaged.size).toBe(0);
  });

  it("keeps the first text when another has its place in a larger table", () => {
    const interner = new Interner();
    // The table grows at the 514th text; the low 12 bits of the hashes of w2.0 and w2.296 are the same.
    const ids = (): number[] =>
      Array.from({ length: 1100 }, (_, i) => encode(`w2.${i}`)).map((text) =>
        interner.idOf(text, 0, text.length),
      );
    expect(ids()).toEqual(Array.from({ length: 1100 }, (_, i) => i));
    expect(ids()).toEqual(Array.from({ length: 1100 }, (_, i) => i));
  });

  it("keeps texts apart that begin or end alike, and the empty one", () => {
    const interner = new Interner();
    const idOf = (text: string): number => interner.idOf(encode(text), 0, text.length);
    expect(["a", "ab", "b", "", "ba", "ab", "", "a"].map(idOf)).toEqual([0, 1, 2, 3, 4, 1, 3, 0]);
  });

  it("keeps different bytes apart that are not UTF-8, and names them", () => {
    const interner = new Interner();
    const idOf = (...bytes: number[]): number =>
      interner.idOf(Uint8Array.from(bytes), 0, bytes.length);
    expect([idOf(0x61), idOf(0xff), idOf(0xfe), idOf(0xff)]).toEqual([0, 1, 2, 1]);
    expect(interner.texts).toEqual(["a", "\ufffd", "\ufffd"]);
    expect([...interner.damaged]).toEqual([1, 2]);
  });
});

describe("a header", () => {
  const fields = (names: readonly string[], row = 1, named?: number): CsvFields => ({
    ...new RecordEncoder().encode(names, row),
    ...(named === undefined ? {} : { named }),
  });
  const read = (given: CsvFields) =>
    readHeader(given, "f.csv", ["timestamp", "value"], ["topic", "proof"]);
  const refusal = (given: CsvFields): unknown => {
    try {
      read(given);
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      const { code, message, hint, place } = error;
      return { code, message, hint, place };
    }
    throw new Error("not refused");
  };

  it("shows where the wanted columns are, whatever people call them", () => {
    expect(read(fields(["note", "Ground Truth", "block-time", "TOPIC_ID"]))).toEqual({
      width: 4,
      at: [2, 1, 3, -1],
    });
    expect(canonicalName("\ufeffTime")).toBe("timestamp");
    // Within a name a byte order mark is a letter.
    expect(canonicalName("ti\ufeffme")).toBe("ti\ufeffme");
    expect(canonicalName("a_b-c D")).toBe("abcd");
  });

  it.each([
    [";", "semicolons"],
    ["\t", "tabs"],
    ["|", "bars"],
  ])("in one piece is asked for its %j", (sign, words) => {
    expect(refusal(fields([`time${sign}worth`]))).toEqual({
      code: "WK302",
      message: `There is no column timestamp or value; the columns are: time${sign}worth`,
      hint: `Separate fields by commas, not by ${words}; where numbers have decimal commas, change those to points first`,
      place: { file: "f.csv", row: 1 },
    });
  });

  it("without a column names those that it has", () => {
    const hint = expect.stringContaining("The first line names the columns") as string;
    const lacks = { code: "WK302", hint };
    expect(refusal(fields(["a", "b;c"]))).toEqual({
      ...lacks,
      message: "There is no column timestamp or value; the columns are: a, b;c",
      place: { file: "f.csv", row: 1 },
    });
    expect(refusal(fields(["a;b", "c"]))).toMatchObject(lacks);
    expect(() => readHeader(fields(["a"]), "f.csv", ["x", "y", "z"], [])).toThrow(
      "There is no column x, y or z; the columns are: a",
    );
    expect(refusal(fields(["time"]))).toMatchObject({
      ...lacks,
      message: "There is no column value; the columns are: time",
    });
    // Of a format without a row of names, and with optional columns that the file does not have.
    expect(refusal(fields(["a", "b", "proof"], 0, 2))).toEqual({
      ...lacks,
      message: "There is no column timestamp or value; the columns are: a, b",
      place: { file: "f.csv" },
    });
  });

  it("with two columns of one meaning names both", () => {
    expect(refusal(fields(["Time", "value", "topic", "ts", "x"]))).toMatchObject({
      code: "WK303",
      message: "More than one column means timestamp: Time, ts",
      place: { file: "f.csv", row: 1 },
    });
    expect(refusal(fields(["time", "value", "proof", "Proof"]))).toMatchObject({
      message: "More than one column means proof: proof, Proof",
    });
  });
});

describe("files that are not tables", () => {
  const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
  const tar = (size: number): string => `${"a".repeat(257)}ustar`.padEnd(size, "\0");

  it.each([
    ["PK\x03\x04...", "a ZIP file", "Unpack it"],
    ["PK\x05\x06...", "a ZIP file", "Unpack it"],
    ["PK\x03\x04...xl/workbook.xml", "an Excel workbook", "Save the sheet as CSV UTF-8"],
    ["PK\x03\x04..[Content_Types].xml", "an Excel workbook", "Save the sheet as CSV UTF-8"],
    ["PK\x03\x04..._rels/.rels", "an Excel workbook", "Save the sheet as CSV UTF-8"],
    [
      "PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
      "an OpenDocument file",
      "Save the sheet as CSV, in UTF-8",
    ],
    ["BZh9", "a bzip2 file", "Unpack it"],
    [
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a",
      "a pointer of Git LFS to the real file",
      "Fetch it with `git lfs pull`",
    ],
    ["\xfd7zXZ\0", "an xz file", "Unpack it"],
    ["\x28\xb5\x2f\xfd", "a Zstandard file", "Unpack it"],
    ["\x1f\x8b\x08", "a gzip file inside a gzip file", "Unpack it once"],
    ["SQLite format 3\0", "an SQLite database", "Export the table"],
    ["\xff\xfe\0\0a", "UTF-32 text", "Save it as UTF-8"],
    ["\xff\xfea\0", "UTF-16 text", "Save it as UTF-8"],
    ["\xfe\xff\0a", "UTF-16 text", "Save it as UTF-8"],
    ["t\0i\0m\0e\0", "UTF-16 text without a byte order mark", "Save it as UTF-8"],
    ["\0t\0i\0m\0e", "UTF-16 text without a byte order mark", "Save it as UTF-8"],
    [tar(512), "a tar archive", "Unpack it"],
    [tar(263), "a tar archive", "Unpack it"],
    ["<html>", "an HTML or XML document", "Export the table"],
    [" \r\n<!DOCTYPE html>", "an HTML or XML document", "Export the table"],
    ["<?xml version='1.0'?>", "an HTML or XML document", "Export the table"],
  ])("%j is %s", (start, name, remedy) => {
    const found = foreignFormat(latin(start));
    expect(found?.name).toBe(name);
    expect(found?.remedy).toContain(remedy);
    expect(() => {
      checkIsTable(latin(start));
    }).toThrow(expect.objectContaining({ code: "WK341" }));
  });

  it.each([
    "",
    "timestamp,worker,value\n",
    "xPK\x03\x04",
    "value PK\x05\x06",
    "a,<html>",
    "xx<html>",
    "a BZh",
    // Fewer than four letters, or letters that are none: not UTF-16.
    "t\0i\0m\0e",
    "\0t\0i\0me",
    "xt\0i\0m\0e\0",
    "xy\0t\0i\0m\0e",
    "\x01\0\x01\0\x01\0\x01\0",
    "\0\x01\0\x01\0\x01\0\x01",
    "t\0x",
    "\0t\x01",
    tar(262).slice(0, 261),
    `${"a".repeat(256)}ustar...`,
  ])("%j may be one", (start) => {
    expect(foreignFormat(latin(start))).toBeNull();
    expect(() => {
      checkIsTable(latin(start));
    }).not.toThrow();
  });

  it("what a file is stands in its first 4,096 bytes", () => {
    const padded = (spaces: number): Uint8Array => latin(`PK\x03\x04${" ".repeat(spaces)}xl/`);
    expect(foreignFormat(padded(4096 - 7))?.name).toBe("an Excel workbook");
    expect(foreignFormat(padded(4096 - 6))?.name).toBe("a ZIP file");
    // Within a larger buffer, too.
    expect(foreignFormat(latin("xxBZh9").subarray(2))?.name).toBe("a bzip2 file");
  });

  it.each([
    ["a\rb", true],
    ["\ra", true],
    ["a\r", false],
    ["a\rb\r", true],
    ["a\rb\n", false],
    ["ab", false],
    ["", false],
  ])("%j has line ends of old Macs: %s", (text, has) => {
    expect(hasOldMacLines(encode(text))).toBe(has);
    const check = (): void => {
      checkIsTable(encode(text));
    };
    if (has) expect(check).toThrow(expect.objectContaining({ code: "WK342" }));
    else expect(check).not.toThrow();
  });
});

test.each([
  [[], []],
  [[5], [5]],
  [
    [1, 2, 3],
    [1, 2, 3],
  ],
  [
    [2, 4, 5],
    [2, 4, 5],
  ],
  [
    [3, 4, 9, 10],
    [3, 4, 9, 10],
  ],
  [
    [9, 3],
    [9, 3],
  ],
  [
    [9, 8],
    [9, 8],
  ],
  [
    [0, 1, 2],
    [0, 1, 2],
  ],
])("rows %j are numbered as they are", (given, expected) => {
  const rows = new RowNumbers();
  for (const row of given) rows.push(row);
  const at = rows.finish();
  expect(expected.map((_, i) => at(i))).toEqual(expected);
});

test("records of any size are encoded side by side, missing cells as such", () => {
  const encoder = new RecordEncoder();
  for (const size of [1, 1365, 1366, 4096, 5000, 20_000]) {
    const cells = ["a", "é".repeat(size), null, Uint8Array.of(0xff, 0x61), "€".repeat(size), ""];
    const { bytes, starts, ends, count, row } = encoder.encode(cells, size);
    expect([count, row]).toEqual([6, size]);
    expect([starts[2], ends[2]]).toEqual([-1, -1]);
    const text = (i: number): string =>
      new TextDecoder().decode(bytes.subarray(starts[i], ends[i]));
    expect([text(0), text(1), text(4), text(5)]).toEqual([cells[0], cells[1], cells[4], ""]);
    expect([...bytes.subarray(starts[3], ends[3])]).toEqual([0xff, 0x61]);
  }
});
