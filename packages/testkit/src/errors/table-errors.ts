import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";
import { suggested } from "./suggested.js";

const exit = ExitCode.usage;
const LAYOUT =
  "timestamp,worker,value for inferences; timestamp,value,available_at for truth; a topic column may come first";

/** WK300-399: files of history that cannot be read as tables. */
export const tableErrors = {
  unreadable: descriptor<{ reason: string; suggestion: string | null }>({
    code: "WK300",
    exit,
    title: "Unreadable history file",
    message: ({ reason }) => `The file cannot be read: ${reason}`,
    hint: ({ suggestion }) =>
      `${suggested(suggestion)}Check the path; it is taken relative to the project, or to the current directory on the command line`,
  }),
  empty: descriptor<{ columns: readonly string[] | null }>({
    code: "WK301",
    exit,
    title: "Empty file",
    message: () => "The file is empty",
    hint: ({ columns }) => `The first line names the columns: ${columns?.join(",") ?? LAYOUT}`,
  }),
  missingColumn: descriptor<{ column: string; found: string; delimiter: string | null }>({
    code: "WK302",
    exit,
    title: "Missing column",
    message: ({ column, found }) => `There is no column ${column}; the columns are: ${found}`,
    hint: ({ delimiter }) =>
      delimiter === null
        ? `The first line names the columns: ${LAYOUT}`
        : `Separate fields by commas, not by ${delimiter}; where numbers have decimal commas, change those to points first`,
  }),
  duplicateColumn: descriptor<{ column: string; found: readonly string[] }>({
    code: "WK303",
    exit,
    title: "Duplicate column",
    message: ({ column, found }) => `More than one column means ${column}: ${found.join(", ")}`,
    hint: () => `Keep one of each: ${LAYOUT}`,
  }),
  fieldCount: descriptor<{ found: number; wanted: number }>({
    code: "WK304",
    exit,
    title: "Wrong number of fields",
    message: ({ found, wanted }) =>
      `The row has ${grouped(found)} fields, but the first line has ${grouped(wanted)}`,
    hint: () => "Look for a missing or stray comma; quote fields that contain commas",
  }),
  openQuote: descriptor<object>({
    code: "WK305",
    exit,
    title: "Unclosed quote",
    message: () => "A quoted field that begins here is never closed",
    hint: () => 'Close the quote; inside quotes, write a quote as two: ""',
  }),
  strayQuote: descriptor<object>({
    code: "WK306",
    exit,
    title: "Text after a closing quote",
    message: () => "A quoted field continues after its closing quote",
    hint: () => 'Inside quotes, write a quote as two: ""',
  }),
  rowTooLong: descriptor<{ limit: number }>({
    code: "WK307",
    exit,
    title: "Row too long",
    message: ({ limit }) => `The row is longer than ${grouped(limit)} bytes`,
    hint: () => "Is this a CSV file? Look for a quote that is never closed",
  }),
  noRows: descriptor<object>({
    code: "WK317",
    exit,
    title: "No rows",
    message: () => "There are columns, but no rows",
    hint: () => `Add rows: ${LAYOUT}`,
  }),
  tooManyFaults: descriptor<{ limit: number }>({
    code: "WK318",
    exit,
    title: "Too many faults",
    message: ({ limit }) => `Stopped reading after ${grouped(limit)} faults`,
    hint: () => "Fix these first",
  }),
  tooManyRows: descriptor<{ limit: number }>({
    code: "WK319",
    exit,
    title: "Too many rows",
    message: ({ limit }) => `The history has more than ${grouped(limit)} rows`,
    hint: () => "Split the history, or raise the limit",
  }),
  damagedGzip: descriptor<{ reason: string }>({
    code: "WK320",
    exit,
    title: "Damaged gzip file",
    message: ({ reason }) => `The file cannot be decompressed: ${reason}`,
    hint: () => "Fetch or compress the file again",
  }),
  notObject: descriptor<{ notNumber: string | null }>({
    code: "WK324",
    exit,
    title: "Line that is not a JSON object",
    message: () => "The line is not one whole JSON object",
    hint: ({ notNumber }) =>
      notNumber === null
        ? 'Write one object per line: {"timestamp":1700006400,"worker":"allo1…","value":2544}'
        : `JSON has no ${notNumber}: write it in quotes where a worker answered that, and leave the row out where it gave no answer`,
  }),
  damagedParquet: descriptor<{ reason: string }>({
    code: "WK325",
    exit,
    title: "Unreadable Parquet file",
    message: ({ reason }) => `The file cannot be read as Parquet: ${reason}`,
    hint: () =>
      "Write it again with snappy, gzip, zstd, brotli, lz4 or uncompressed; a .gz around a Parquet file must be unpacked first",
  }),
  noMatch: descriptor<{ pattern: string }>({
    code: "WK326",
    exit,
    title: "Pattern without a match",
    message: ({ pattern }) => `No file matches ${pattern}`,
    hint: () => "Check the pattern; * and ? stand for parts of one name, ** for folders",
  }),
  jsonArray: descriptor<object>({
    code: "WK327",
    exit,
    title: "JSON array instead of JSON Lines",
    message: () => "The file is one JSON array",
    hint: () =>
      "Write one object per line, without brackets around them or commas between them: `jq -c '.[]' FILE` does it",
  }),
  notUtf8: descriptor<object>({
    code: "WK328",
    exit,
    title: "Text that is not UTF-8",
    message: () => "The text is not UTF-8",
    hint: () => "Convert the file to UTF-8, e.g. with `iconv -f latin1 -t utf-8`",
  }),
  missingKey: descriptor<{ key: string }>({
    code: "WK329",
    exit,
    title: "Missing value",
    message: ({ key }) => `${JSON.stringify(key)} is missing (empty or null)`,
    hint: ({ key }) =>
      `Leave such rows out: with pandas \`df.dropna(subset=[${JSON.stringify(key)}])\`, with polars \`df.drop_nulls(${JSON.stringify(key)})\`, before writing the file`,
  }),
  foreignFormat: descriptor<{ name: string; remedy: string }>({
    code: "WK341",
    exit,
    title: "File in an unsupported format",
    message: ({ name }) => `The file is ${name}, not a table in UTF-8 text`,
    hint: ({ remedy }) =>
      `${remedy}. Supported formats are CSV and JSON Lines, plain or gzipped, and Parquet`,
  }),
  oldMacLines: descriptor<object>({
    code: "WK342",
    exit,
    title: "Old Mac line endings",
    message: () => "The lines end with a carriage return alone, as on old Macs",
    hint: () => "Convert the line endings, e.g. with `tr '\\r' '\\n' < FILE`",
  }),
  nestedColumns: descriptor<{ column: string; inside: string }>({
    code: "WK343",
    exit,
    title: "Columns inside a struct",
    message: ({ column, inside }) =>
      `The column ${column} is inside the nested column ${inside}, but it must be a flat column`,
    hint: () => "Unnest the struct before writing, e.g. with polars `df.unnest(...)`",
  }),
  doubleKey: descriptor<{ key: string }>({
    code: "WK346",
    exit,
    title: "Duplicate key in an object",
    message: ({ key }) => `The object has the key ${JSON.stringify(key)} more than once`,
    hint: () => "Keep one of them: readers differ in which one they take",
  }),
};
