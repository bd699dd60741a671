import { describe, expect, it, test } from "vitest";
import type { WeightkitError } from "../../../src/errors/weightkit-error.js";
import { MAX_ROW_BYTES, type CsvFields } from "../../../src/history/formats/csv-lexer.js";
import { doubleKey } from "../../../src/history/formats/double-key.js";
import { FlatObjects } from "../../../src/history/formats/flat-object.js";
import { JsonLines } from "../../../src/history/formats/json-lines.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const cells = ({ bytes, starts, ends, count }: CsvFields): (string | null)[] =>
  Array.from({ length: count }, (_, i) =>
    (starts[i] ?? 0) < 0 ? null : new TextDecoder().decode(bytes.subarray(starts[i], ends[i])),
  );

describe("a line of a flat object, keys n and s", () => {
  const flat = new FlatObjects(["n", "s"], 3);
  /** The cells of a line among others, or null where it is left to JSON.parse. */
  const read = (line: string): (string | null)[] | null => {
    const before = '{"n":9,"s":"9"}\n';
    const bytes = encode(`${before}${line}\n{"n":8,"s":"8"}`);
    const fields = flat.read(bytes, before.length, before.length + encode(line).length, 7);
    if (fields === null) return null;
    expect(fields.row).toBe(7);
    expect(fields.count).toBe(3);
    return cells(fields);
  };

  it.each([
    ['{"n":1,"s":"a"}', "1", "a"],
    [' \t\r{ "n" : 1 , "s" : "a" } \r', "1", "a"],
    ['{"n":"x y","s":2}', "x y", "2"],
    ['{"n":"","s":" ~"}', "", " ~"],
    ['{"n":0,"s":""}', "0", ""],
    ['{"n":-1,"s":""}', "-1", ""],
    ['{"n":-0.5,"s":""}', "-0.5", ""],
    ['{"n":10.25,"s":""}', "10.25", ""],
    ['{"n":1203456789,"s":""}', "1203456789", ""],
    // The smallest decimals that JavaScript writes without an exponent.
    ['{"n":0.000001,"s":""}', "0.000001", ""],
    ['{"n":100.00000001,"s":""}', "100.00000001", ""],
    ['{"n":123456789012345,"s":""}', "123456789012345", ""],
    ['{"n":1234567890.1234567,"s":""}', "1234567890.1234567", ""],
    ['{"n":0.1234567890123456,"s":""}', "0.1234567890123456", ""],
  ])("%s is cut as it is", (line, n, s) => {
    expect(read(line)).toEqual([n, s, null]);
  });

  it.each([
    "",
    "1",
    "[]",
    "{}",
    '{"n":1}',
    '{"n":1 "s":"a"}',
    '{"n":1,"s":"a"',
    '{"n":1,"s":"a"]',
    '{"n":1,"s":"a"}}',
    '{"n":1,"s":"a"} x',
    '{"n":1,"s":"a","t":1}',
    '{"s":"a","n":1}',
    '{"m":1,"s":"a"}',
    '{"n"=1,"s":"a"}',
    '{n:1,"s":"a"}',
    '{"n":,"s":"a"}',
    '{"n":-,"s":"a"}',
    '{"n":null,"s":"a"}',
    '{"n":true,"s":"a"}',
    '{"n":[1],"s":"a"}',
    // What JSON does not have, or JavaScript writes otherwise.
    '{"n":+1,"s":"a"}',
    '{"n":01,"s":"a"}',
    '{"n":-01.5,"s":"a"}',
    '{"n":-0,"s":"a"}',
    '{"n":1.,"s":"a"}',
    '{"n":.5,"s":"a"}',
    '{"n":1.50,"s":"a"}',
    '{"n":1.0,"s":"a"}',
    '{"n":1e3,"s":"a"}',
    '{"n":1.5e3,"s":"a"}',
    '{"n":0.0000001,"s":"a"}',
    '{"n":-0.0000005,"s":"a"}',
    '{"n":12345678901234567,"s":"a"}',
    '{"n":9007199254740993,"s":"a"}',
    '{"n":0.12345678901234567,"s":"a"}',
    // Texts with escapes, other letters, or without an end.
    '{"n":1,"s":"a\\n"}',
    '{"n":1,"s":"a\\""}',
    '{"n":1,"s":"é"}',
    '{"n":1,"s":"a\u0001"}',
    '{"n":1,"s":"a\u001f"}',
    '{"n":1,"s":"a\tb"}',
  ])("%s is left to JSON.parse", (line) => {
    expect(read(line)).toBeNull();
  });

  it.each(['{5,"s":"a"}', '{"n","s":"a"}'])("%s is left at the first byte, too", (line) => {
    const bytes = encode(line);
    expect(flat.read(bytes, 0, bytes.length, 1)).toBeNull();
  });

  it("is left when its last text does not end", () => {
    const bytes = encode('{"n":1,"s":"abc');
    expect(flat.read(bytes, 0, bytes.length, 1)).toBeNull();
  });

  it("needs no more than one key, which may have any letters", () => {
    const one = new FlatObjects(['a"é'], 1);
    const bytes = encode('{"a\\"é":5}');
    const fields = one.read(bytes, 0, bytes.length, 1);
    expect(fields && cells(fields)).toEqual(["5"]);
  });
});

describe("JSON Lines", () => {
  type Row = readonly [row: number, ...cells: (string | null)[]];
  function read(text: string | Uint8Array, optional: readonly string[] = [], piece = Infinity) {
    const rows: Row[] = [];
    const faults: WeightkitError[] = [];
    const named: (number | undefined)[] = [];
    const lines = new JsonLines(
      (fields) => {
        rows.push([fields.row, ...cells(fields)]);
        named.push(fields.named);
      },
      (found) => faults.push(found),
      optional,
    );
    const bytes = typeof text === "string" ? encode(text) : text;
    for (let at = 0; at < bytes.length; at += piece) lines.push(bytes.slice(at, at + piece));
    lines.end();
    return { rows, faults, named };
  }

  it("have the keys of the first object, optional ones after them, then a row each", () => {
    const text =
      '\n{"a":1,"b":"x"}\n \n{"b":"y","a":2}\n{"a":3,"b":null,"c":4}\n{"a":[1],"b":true}\r\n{"a":5,"b":"z"}';
    for (const piece of [Infinity, 1, 7]) {
      const { rows, faults, named } = read(text, ["C", "B", "d"], piece);
      expect(faults).toEqual([]);
      expect(rows).toEqual([
        [2, "a", "b", "C", "d"],
        [2, "1", "x", null, null],
        [4, "2", "y", null, null],
        [5, "3", null, null, null],
        [6, "[1]", "true", null, null],
        [7, "5", "z", null, null],
      ]);
      expect(named).toEqual([2, undefined, undefined, undefined, undefined, undefined]);
    }
  });

  it.each([
    ["1", null],
    ['"a"', null],
    ["null", null],
    ["[1]", null],
    ["{", null],
    ['{"a":NaN}', "NaN"],
    ['{"a": -Infinity }', "-Infinity"],
    ['{"b":1,"a":Infinity,"c":2}', "Infinity"],
    ['{"a":nan}', null],
  ])("with %s in them are refused there and read on", (line, notNumber) => {
    const { rows, faults } = read(`{"a":1}\n${line}\n{"a":2}\n`);
    expect(rows.map(([row]) => row)).toEqual([1, 1, 3]);
    expect(faults.map(({ code, place }) => [code, place])).toEqual([["WK324", { row: 2 }]]);
    const [fault] = faults;
    if (notNumber === null) expect(fault?.hint).not.toContain("JSON has no");
    else expect(fault?.hint).toContain(`JSON has no ${notNumber}:`);
  });

  it("name the key that an object has twice", () => {
    const { faults } = read('{"a":1}\n{"a":1,"b":1,"a":2}\n');
    expect(faults.map(({ code, message, place }) => [code, message, place])).toEqual([
      ["WK346", 'The object has the key "a" more than once', { row: 2, field: "a" }],
    ]);
  });

  it("may have the letter that stands for damaged bytes, but no such bytes", () => {
    const whole = read('{"a":"\ufffd"}\n');
    expect([whole.rows, whole.faults]).toEqual([
      [
        [1, "a"],
        [1, "\ufffd"],
      ],
      [],
    ]);
    const damaged = (text: string): unknown[] =>
      read(Buffer.from(text, "latin1")).faults.map(({ code, place }) => [code, place]);
    expect(damaged('{"b":"x","a":"\xff","c":"y"}\n')).toEqual([["WK328", { row: 1, field: "a" }]]);
    expect(damaged('{"b":["x\xff"],"a":"\xff"}\n')).toEqual([["WK328", { row: 1, field: "b" }]]);
    // In a key, no field can be named.
    expect(damaged('{"a\xff":"x"}\n')).toEqual([["WK328", { row: 1 }]]);
  });

  it("have up to 1 MiB a line", () => {
    const lines = new JsonLines(
      () => undefined,
      () => undefined,
    );
    lines.push(encode("\n"));
    lines.push(encode(" ".repeat(MAX_ROW_BYTES)));
    expect(() => {
      lines.push(encode(" "));
    }).toThrow(
      expect.objectContaining({
        code: "WK307",
        place: { row: 2 },
        message: "The row is longer than 1,048,576 bytes",
      }),
    );
  });

  it("pass on what the handler throws", () => {
    const lines = new JsonLines(
      () => {
        throw new RangeError("full");
      },
      () => undefined,
    );
    expect(() => {
      lines.push(encode('{"a":1}\n'));
    }).toThrow("full");
  });
});

test.each([
  ["{}", 0, null],
  ['{"a":1}', 1, null],
  ['{"a":1,"b":2,"a":3}', 2, "a"],
  ['{"a":"b\\\\","a":3}', 1, "a"],
  ['{"a":"\\"a\\":1"}', 1, null],
  ['{"a":"x","b":"a","c":["a"],"d":{"a":1,"a":2}}', 4, null],
  ['{"a":[{"b":1},{"b":2}],"b":{"c":{}},"c":1}', 3, null],
  ['{"a":[{"b":1}],"a":{"c":{}}}', 1, "a"],
  ['{"a"\n\t:1,"a" :2}', 1, "a"],
  ['{"a":"a","c":":","d":"a:"}', 3, null],
])("of %s, with %i different keys, %j is there twice", (text, keys, key) => {
  expect(doubleKey(text, keys)).toBe(key);
});
