import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvLexer, type CsvFields } from "../../src/history/formats/csv-lexer.js";
import { decimalNumber, wholeNumber } from "../../src/history/formats/byte-text.js";
import { JsonLines } from "../../src/history/formats/json-lines.js";
import { readGoFloat } from "../../src/chain/go-float.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const field = fc.oneof(
  fc.string({ unit: fc.constantFrom(",", '"', "\n", "\r", " ", "\t", "a", "é", "😀") }),
  fc.string({ unit: "grapheme" }),
);
const splits = fc.array(fc.nat(200), { maxLength: 8 });

function texts({ bytes, starts, ends, count }: CsvFields): string[] {
  return Array.from({ length: count }, (_, i) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(starts[i], ends[i])),
  );
}

/** Cuts bytes at the given places. */
function pieces(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const cuts = [
    0,
    ...at.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b),
    bytes.length,
  ];
  return cuts.slice(1).map((cut, i) => bytes.slice(cuts[i], cut));
}

function lex(
  make: (onRow: (fields: CsvFields) => void) => CsvLexer | JsonLines,
  chunks: readonly Uint8Array[],
): { row: number; cells: string[] }[] {
  const rows: { row: number; cells: string[] }[] = [];
  const lexer = make((fields) => rows.push({ row: fields.row, cells: texts(fields) }));
  for (const chunk of chunks) lexer.push(chunk);
  lexer.end();
  return rows;
}

describe("CsvLexer", () => {
  const csv = (chunks: readonly Uint8Array[]) => lex((onRow) => new CsvLexer(onRow), chunks);

  // The reference is the grammar of RFC 4180 turned round: every field written quoted.
  it("reads every quoted table as it was written, wherever the chunks are cut", () => {
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        splits,
        (rows, lineEnd, last, at) => {
          const quoted = rows.map((row) =>
            row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","),
          );
          const text = quoted.join(lineEnd) + (last ? lineEnd : "");
          expect(csv(pieces(encode(text), at)).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("reads plain tables, blanks dropped, with the line of each row", () => {
    const plain = fc.string({ unit: fc.constantFrom("a", "é", "0", ".", "-", "'"), minLength: 1 });
    const blank = fc.constantFrom("", " ", "\t ");
    const cells = fc.array(fc.tuple(blank, plain, blank), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(cells, fc.constant(null)), { maxLength: 6 }),
        splits,
        (rows, at) => {
          const text = rows
            .map((row) => (row ?? []).map((parts) => parts.join("")).join(","))
            .join("\n");
          const expected = rows.flatMap((row, i) =>
            row === null ? [] : [{ row: i + 1, cells: row.map(([, cell]) => cell) }],
          );
          expect(csv(pieces(encode(text), at))).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("gives the same rows or the same fault for any bytes, wherever the chunks are cut", () => {
    const bytes = fc
      .array(fc.constantFrom(...Array.from(',"\n\r a')), { maxLength: 30 })
      .map((letters) => encode(letters.join("")));
    const outcome = (chunks: readonly Uint8Array[]): unknown => {
      try {
        return csv(chunks);
      } catch (error) {
        return error instanceof Error && "code" in error ? error.code : error;
      }
    };
    fc.assert(
      fc.property(bytes, splits, (text, at) => {
        expect(outcome(pieces(text, at))).toEqual(outcome([text.slice()]));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("JsonLines", () => {
  const unexpected = (found: Error): void => {
    throw found;
  };

  it("reads objects as they were written, wherever the chunks are cut", () => {
    const record = fc.record({
      a: fc.string({ unit: "grapheme" }),
      7: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), splits, (records, at) => {
        const text = records.map((one) => JSON.stringify(one)).join("\n");
        const rows = lex((onRow) => new JsonLines(onRow, unexpected), pieces(encode(text), at));
        expect(rows[0]?.cells).toEqual(["7", "a"]);
        expect(rows.slice(1)).toEqual(
          records.map((one, i) => ({ row: i + 1, cells: [String(one[7]), one.a] })),
        );
      }),
    );
  });
});

describe("JSON Lines of flat objects", () => {
  const blank = fc.constantFrom("", "", "", " ", "\t", "\r", "\u00a0");
  const digits = fc.string({ unit: fc.constantFrom(...Array.from("0123456789")), maxLength: 18 });
  const number = fc.oneof(
    fc.double().map(String),
    fc.double({ min: -1e-4, max: 1e-4 }).map((value) => value.toFixed(9)),
    fc
      .tuple(fc.constantFrom("", "-", "+"), digits, fc.constantFrom("", "."), digits)
      .map((parts) => parts.join("")),
    fc.tuple(digits, fc.constantFrom("e5", "E-3", "e", "n")).map((parts) => parts.join("")),
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }).map((one) => JSON.stringify(one)),
    fc
      .string({ unit: fc.constantFrom("a", "\\", '"', "\u0001", "\u007f", "é") })
      .map((one) => `"${one}"`),
  );
  const value = fc.oneof(number, text, fc.constantFrom("null", "true", "[1]", '{"c":2}', ""));
  const key = fc.constantFrom('"a"', '"a"', '"a"', '"b"', '"\\u0061"', "a");
  const pair = fc
    .tuple(blank, key, blank, fc.constantFrom(":", ":", "="), blank, value, blank)
    .map((parts) => parts.join(""));
  const line = fc
    .tuple(
      blank,
      fc.array(pair, { minLength: 1, maxLength: 2 }),
      blank,
      fc.constantFrom("", "", "x", "}"),
    )
    .map(([before, pairs, after, end]) => `${before}{${pairs.join(",")}}${after}${end}`);

  /**
   * What JSON.parse makes of a line: the value of `a` as text (a whole number that it rounds as it is written), null where it has none, or a
   * code where it is not such an object.
   */
  function reference(one: string): string | null {
    let parsed: { a?: object | string | number | boolean | null };
    try {
      parsed = JSON.parse(one.trim()) as typeof parsed;
    } catch {
      return "WK324";
    }
    const doubled = (one.match(/"(?:a|\\u0061)"\s*:/g) ?? []).length > 1;
    if (doubled || (one.match(/"b"\s*:/g) ?? []).length > 1) return "WK346";
    const { a } = parsed;
    if (a === undefined || a === null) return null;
    const [, written] = /"(?:a|\\u0061)"\s*:\s*(-?\d{16,})\s*[,}]/.exec(one) ?? [];
    if (typeof a === "number" && Math.abs(a) >= 2 ** 53 && written !== undefined) return written;
    return typeof a === "object" ? JSON.stringify(a) : String(a);
  }

  it("have the values that JSON.parse has for them, and the same faults", () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const found: (string | null)[] = [];
        const reader = new JsonLines(
          ({ bytes, starts, ends, row }) => {
            const missing = (starts[0] ?? -1) < 0;
            const cell = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
              bytes.subarray(starts[0], ends[0]),
            );
            found[row] = missing ? null : cell;
          },
          ({ code, place }) => (found[place?.row ?? 0] = code),
        );
        reader.push(encode(['{"a":1}', ...lines].join("\n")));
        reader.end();
        expect(found.slice(2)).toEqual(lines.map(reference));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("numbers in bytes", () => {
  const number = fc.oneof(
    fc.double().map(String),
    fc
      .tuple(fc.constantFrom("", "-", "+"), fc.nat(), fc.nat())
      .map(([sign, a, b]) => `${sign}${a}.${b}`),
    fc.string({ unit: fc.constantFrom(...Array.from("0123456789.-+eE_xp")), maxLength: 20 }),
  );

  it("are what the chain reads in the same text", () => {
    fc.assert(
      fc.property(number, (text) => {
        const value = readGoFloat(text);
        const bytes = encode(`x${text}y`);
        expect(decimalNumber(bytes, 1, bytes.length - 1)).toBe(
          typeof value === "number" ? value : null,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it("are whole only as plain digits", () => {
    fc.assert(
      fc.property(number, (text) => {
        const expected = /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
        expect(wholeNumber(encode(text), 0, text.length)).toBe(expected);
      }),
    );
  });
});

it.each(["[", '{"a":'])(
  "JSON Lines nested too deeply with %s are a fault of their line",
  (open) => {
    const close = open === "[" ? "]" : "}";
    const nested = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    const faults: unknown[] = [];
    const rows: number[] = [];
    const lines = new JsonLines(
      ({ row }) => rows.push(row),
      ({ code, place }) => faults.push([code, place]),
    );
    lines.push(encode(`{"value":1}\n{"value":${nested}}\n{"value":2}\n`));
    lines.end();
    expect(faults).toEqual([["WK324", { row: 2 }]]);
    // The keys, and both sound lines.
    expect(rows).toEqual([1, 1, 3]);
  },
);
