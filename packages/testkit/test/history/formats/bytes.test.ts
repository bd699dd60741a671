import { describe, expect, it } from "vitest";
import {
  decimalNumber,
  isUtf8,
  wholeNumber,
  withoutMark,
} from "../../../src/history/formats/byte-text.js";
import { cellText } from "../../../src/history/formats/cell-text.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a byte order mark", () => {
  it.each([
    [[0xef, 0xbb, 0xbf, 0x61], [0x61]],
    [[0xef, 0xbb, 0xbf], []],
    [
      [0xef, 0xbb, 0x61],
      [0xef, 0xbb, 0x61],
    ],
    [
      [0xef, 0x61, 0xbf],
      [0xef, 0x61, 0xbf],
    ],
    [
      [0x61, 0xbb, 0xbf],
      [0x61, 0xbb, 0xbf],
    ],
    [[], []],
  ])("of %j is taken off: %j", (bytes, rest) => {
    expect([...withoutMark(Uint8Array.from(bytes))]).toEqual(rest);
  });
});

describe("numbers within other bytes", () => {
  it.each([
    ["0", 0],
    ["123456789012345", 123_456_789_012_345],
    ["1234567890123456", NaN],
    ["000000000000001", 1],
    ["", NaN],
    ["12a", NaN],
    // The letters next to the digits.
    ["1/", NaN],
    ["1:", NaN],
    ["-1", NaN],
  ])("%s is the whole number %d", (text, value) => {
    expect(wholeNumber(encode(`9${text}9`), 1, 1 + text.length)).toBe(value);
  });

  // JavaScript reads these decimals as the chain does.
  it.each([
    "0",
    "-0",
    "7",
    "-12.5",
    ".5",
    "5.",
    "-.25",
    "0.000001",
    "99999.99999",
    "123456789012345",
    "1234567890.12345",
    "9007199254740993",
    "12345678901234567890",
    "0.12345678901234567",
    "123456789012345678.5",
    "0.00000000000000001",
    "1e3",
    "-1.5E-7",
    "9".repeat(30),
  ])("%s is the decimal that is written", (text) => {
    expect(decimalNumber(encode(`9${text}9`), 1, 1 + text.length)).toBe(Number(text));
  });

  it.each(["", "-", ".", "-.", "..5", ".5.5", "1.2.3", "1/", "1:", "--1", "1-", "a", "0x10", "1 "])(
    "%j is not a number",
    (text) => {
      expect(decimalNumber(encode(`9${text}9`), 1, 1 + text.length)).toBeNull();
    },
  );

  it.each([
    ["NaN", NaN],
    ["inf", Infinity],
    ["-Inf", -Infinity],
  ])("%s is one for the chain", (text, value) => {
    expect(decimalNumber(encode(text), 0, text.length)).toBe(value);
  });
});

it("bytes are UTF-8 or not by their range alone", () => {
  const bytes = Uint8Array.of(0xff, 0xc3, 0xa9, 0xff);
  expect(isUtf8(bytes, 1, 3)).toBe(true);
  expect(isUtf8(bytes, 0, 3)).toBe(false);
  expect(isUtf8(bytes, 1, 4)).toBe(false);
});

it.each([
  ["text", "a,b", "a,b"],
  ["number", 0.5, "0.5"],
  ["number", NaN, "NaN"],
  ["number", -Infinity, "-Infinity"],
  ["integer", 12_345_678_901_234_567_890n, "12345678901234567890"],
  ["boolean", true, "true"],
  ["boolean", false, "false"],
  ["bytes", Uint8Array.of(0xff, 0, 0x80), "/wCA"],
  ["null", null, ""],
  ["missing cell", undefined, ""],
  ["list", [1, "a", null], '[1,"a",null]'],
  ["object", { a: 5n, b: [2n] }, '{"a":"5","b":["2"]}'],
])("a %s is a cell of its text: %s", (_, value, text) => {
  expect(cellText(value)).toBe(text);
});
