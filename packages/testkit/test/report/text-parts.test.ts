import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABSENT, decimalsFor, duration, fixed, percent } from "../../src/report/text/numbers.js";
import { ansiStyle } from "../../src/report/text/style.js";
import { table } from "../../src/report/text/table.js";
import { safeLines, safeText } from "../../src/report/text/untrusted.js";
import { utcDate, utcTime } from "../../src/report/text/utc.js";
import { textWidth, truncate, truncateMiddle } from "../../src/report/text/width.js";
import { wrap } from "../../src/report/text/wrap.js";

describe("numbers", () => {
  it.each([
    [3630.1530788, 2, "3,630.15"],
    [-1234567.891, 1, "-1,234,567.9"],
    [-0.0001, 2, "0.00"],
    [999, 0, "999"],
    [1e21, 0, "1.00000e+21"],
    [null, 2, ABSENT],
    [NaN, 2, ABSENT],
  ])("fixed(%d, %d) is %s", (value, decimals, expected) => {
    expect(fixed(value, decimals)).toBe(expected);
  });

  it.each([
    [0.4932, "49.3%"],
    [1, "100.0%"],
    [0.99999, "> 99.9%"],
    [0.00001, "< 0.1%"],
    [0, "0.0%"],
    [null, ABSENT],
  ])("percent(%d) is %s", (value, expected) => {
    expect(percent(value)).toBe(expected);
  });

  it.each([
    [604_800, "7 d"],
    [5400, "90 min"],
    [45, "45 s"],
    [3600, "1 h"],
    [0, "0 s"],
  ])("duration(%d) is %s", (value, expected) => {
    expect(duration(value)).toBe(expected);
  });

  it.each([
    [3630, 2],
    [0.01, 7],
    [5e9, 0],
    [0, 2],
  ])("decimalsFor(%d) is %d", (value, expected) => {
    expect(decimalsFor(value)).toBe(expected);
  });
});

describe("UTC times", () => {
  // The runtime's own calendar is the independent implementation.
  it("agree with the platform's calendar", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_000_000_000, max: 253_402_300_799 }), (seconds) => {
        const iso = new globalThis.Date(seconds * 1000).toISOString();
        expect(utcDate(seconds)).toBe(iso.slice(0, 10));
        const clock = iso.slice(11, 19);
        expect(utcTime(seconds)).toBe(
          clock === "00:00:00" ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`,
        );
      }),
    );
  });

  it("are the number itself past year 9999", () => {
    expect(utcDate(1e15)).toBe("1000000000000000");
  });
});

describe("width", () => {
  it.each([
    ["abc", 3],
    ["流感", 4],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["ﾊﾝ", 2],
    ["ｆｕ", 4],
    ["—…█", 3],
    [ansiStyle("abc", "bad"), 3],
    ["", 0],
  ])("of %j is %d", (text, expected) => {
    expect(textWidth(text)).toBe(expected);
  });

  it("cuts at the end or at the center", () => {
    expect(truncate("abcdef", 4)).toBe("abc…");
    expect(truncate("流感流感", 4)).toBe("流…");
    expect(truncate("abc", 3)).toBe("abc");
    expect(truncateMiddle("allo1abcdefghwxyz", 11)).toBe("allo1…hwxyz");
  });

  it("never exceeds what was allowed", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 0, max: 30 }),
        (text, width) => {
          expect(textWidth(truncate(text, width))).toBeLessThanOrEqual(width);
          expect(textWidth(truncateMiddle(text, width))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("untrusted text", () => {
  it("shows escapes instead of letting them act", () => {
    expect(safeText("a\x1b[2Jb\u202ec\u0007\u009b")).toBe("a\\x1b[2Jb\\u{202e}c\\x07\\x9b");
    expect(safeText("流 é 👍")).toBe("流 é 👍");
    expect(safeText("\ud800")).toBe("\\u{d800}");
  });

  it("keeps nothing that a terminal would obey", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(safeText(text)).not.toMatch(
          /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
    );
  });

  it("splits lines first", () => {
    expect(safeLines("a\r\nb\x1b\n\n")).toEqual(["a", "b\\x1b"]);
  });
});

describe("wrap", () => {
  it("indents what goes on", () => {
    expect(wrap("one two three four", 12, "Label ")).toEqual([
      "Label one",
      "      two",
      "      three",
      "      four",
    ]);
  });
});

describe("table", () => {
  const columns = [
    { head: "worker", least: 8, middle: true },
    { head: "name", drop: 1 },
    { head: "n", align: "right" },
  ] as const;
  const rows = [
    ["allo130k33st8757", "流感", "1"],
    ["allo1s", "b", "1,000"],
  ];

  it("aligns by terminal columns", () => {
    expect(table(columns, rows, { width: 80 })).toEqual([
      "worker            name      n",
      "allo130k33st8757  流感      1",
      "allo1s            b     1,000",
    ]);
  });

  it("cuts, then leaves columns out", () => {
    expect(table(columns, rows, { width: 24 })).toEqual([
      "worker       name      n",
      "allo1…t8757  流感      1",
      "allo1s       b     1,000",
    ]);
    expect(table(columns, rows, { width: 16 })).toEqual([
      "worker         n",
      "allo…8757      1",
      "allo1s     1,000",
    ]);
  });

  it("dresses cells without moving them", () => {
    const dress = (text: string) => ansiStyle(text, "good");
    const lines = table(
      [{ head: "a", align: "right" }, { head: "b" }],
      [[{ text: "1", dress }, "x"]],
      {
        width: 80,
        indent: 2,
      },
    );
    expect(lines).toEqual(["  a  b", "  \x1b[32m1\x1b[39m  x"]);
  });

  it("is never wider than the room while columns can be cut", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 30 }).map(safeText);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text)),
        fc.integer({ min: 6, max: 60 }),
        (made, width) => {
          const cut = [
            { head: "a", least: 2 },
            { head: "b", least: 2 },
          ];
          for (const line of table(cut, made, { width })) {
            expect(textWidth(line)).toBeLessThanOrEqual(width);
          }
        },
      ),
    );
  });
});
