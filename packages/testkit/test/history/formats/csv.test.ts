import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../../src/errors/weightkit-error.js";
import { CsvLexer, MAX_ROW_BYTES, type CsvFields } from "../../../src/history/formats/csv-lexer.js";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Row = readonly [line: number, ...fields: string[]];
const rowOf = ({ bytes, starts, ends, count, row }: CsvFields): Row => [
  row,
  ...Array.from({ length: count }, (_, i) =>
    new TextDecoder().decode(bytes.subarray(starts[i], ends[i])),
  ),
];

function rowsOf(...chunks: readonly string[]): readonly Row[] {
  const rows: Row[] = [];
  const lexer = new CsvLexer((fields) => rows.push(rowOf(fields)));
  for (const chunk of chunks) lexer.push(encode(chunk));
  lexer.end();
  return rows;
}

/** Code and row of the fault. */
function faultOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof WeightkitError) return [error.code, error.place?.row];
    throw error;
  }
  throw new Error("no fault");
}

/** The text in two pieces, cut at every place, and whole. */
const cuts = (text: string): readonly (readonly string[])[] => [
  [text],
  ...Array.from(text, (_, at) => [text.slice(0, at), text.slice(at)]),
  Array.from(text),
];

describe("rows of CSV", () => {
  it.each<[string, readonly Row[]]>([
    ["", []],
    ["\n\r\n \n", []],
    ["a", [[1, "a"]]],
    [
      "a,b\nc,d",
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
    [
      "a,b\r\nc,d\r\n",
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
    ["a,b\r", [[1, "a", "b"]]],
    ["\ra,b\r\n", [[1, "\ra", "b"]]],
    ["a\rb,c\n", [[1, "a\rb", "c"]]],
    // A carriage return before a comma belongs to the field.
    ["a\r,b\n", [[1, "a\r", "b"]]],
    [" a ,\tb\t,  c d  \n", [[1, "a", "b", "c d"]]],
    [
      " a \r\n\tb\t",
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [",\n", [[1, "", ""]]],
    [" , \n", [[1, "", ""]]],
    [
      "\n\na\n\nb\n",
      [
        [3, "a"],
        [5, "b"],
      ],
    ],
    ['"a","b"\n', [[1, "a", "b"]]],
    [
      '"a" ,\t"b"\t\r\n"c"',
      [
        [1, "a", "b"],
        [2, "c"],
      ],
    ],
    [
      '"a\r\nb","c\n"\nd,e',
      [
        [1, "a\r\nb", "c\n"],
        [4, "d", "e"],
      ],
    ],
    ['"a""b","""",""\n', [[1, 'a"b', '"', ""]]],
    // Doubled quotes are single ones in quoted fields alone.
    ['a""b,"c""d"\n', [[1, 'a""b', 'c"d']]],
    [
      '"c""d",a""b\ne""f\n',
      [
        [1, 'c"d', 'a""b'],
        [2, 'e""f'],
      ],
    ],
    ['x""\n', [[1, 'x""']]],
    ['"",a\n', [[1, "", "a"]]],
    ['"a"\r', [[1, "a"]]],
    ['"a"  ', [[1, "a"]]],
  ])("%j", (text, rows) => {
    for (const chunks of cuts(text)) expect(rowsOf(...chunks)).toEqual(rows);
  });

  it.each([
    ['a\n"b', ["WK305", 2]],
    ['"', ["WK305", 1]],
    ['a\n"b""', ["WK305", 2]],
    ['a\n"b"c\n', ["WK306", 2]],
    ['a\n"b\n\n"c\n', ["WK306", 2]],
    ['"a"\rb\n', ["WK306", 1]],
    ['"a" \r ,b\n', ["WK306", 1]],
    ['"a""b"c', ["WK306", 1]],
  ])("%j is refused in its row", (text, fault) => {
    for (const chunks of cuts(text)) expect(faultOf(() => rowsOf(...chunks))).toEqual(fault);
  });

  it.each<[string, readonly Row[]]>([
    ["a,b\nc", [[1, "a", "b"]]],
    ["a\r\n", [[1, "a"]]],
    ['"a"\n', [[1, "a"]]],
    ['"a"\r\n', [[1, "a"]]],
    ['"a" \n"b"', [[1, "a"]]],
    [
      'a,"b"\r\n"c","d"\n"e"\r',
      [
        [1, "a", "b"],
        [2, "c", "d"],
      ],
    ],
  ])("of %j come with the chunk that ends them", (text, rows) => {
    const found: Row[] = [];
    new CsvLexer((fields) => found.push(rowOf(fields))).push(encode(text));
    expect(found).toEqual(rows);
  });

  it("count a field that ends with the chunk once it is known to end there", () => {
    const text = `${"x,".repeat(1024)}"b`;
    expect(faultOf(() => rowsOf(`${text}"`, '"'))).toEqual(["WK305", 1]);
    expect(faultOf(() => rowsOf(`${text}"`, "\n"))).toEqual(["WK304", 1]);
  });

  it("have up to 1,024 fields", () => {
    const row = (fields: number): string => Array.from({ length: fields }, (_, i) => i).join(",");
    expect(rowsOf(`a\n${row(1024)}\n`)[1]).toHaveLength(1025);
    expect(() => rowsOf(`a\n${row(1025)}\n`)).toThrow(
      expect.objectContaining({
        code: "WK304",
        place: { row: 2 },
        message: "The row has 1,025 fields, but the first line has 1,024",
      }),
    );
  });

  it("have up to 1 MiB", () => {
    const lexer = new CsvLexer(() => undefined);
    lexer.push(encode("a\n"));
    lexer.push(encode("x".repeat(MAX_ROW_BYTES)));
    expect(() => {
      lexer.push(encode("x"));
    }).toThrow(
      expect.objectContaining({
        code: "WK307",
        place: { row: 2 },
        message: "The row is longer than 1,048,576 bytes",
      }),
    );
  });
});
