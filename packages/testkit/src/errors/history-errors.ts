import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

const exit = ExitCode.usage;
const LAYOUT =
  "timestamp,worker,value for inferences; timestamp,value,available_at for truth; a topic column may come first";

interface Text {
  readonly text: string;
}

/** The first few of a list. */
function firstOf(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 3).join(", ")}, …` : names.join(", ");
}

/** `1000 times` or `1/1000 of`, to two digits. */
function timesText(factor: number): string {
  const rounded = (number: number): number => Number(number.toPrecision(2));
  return factor >= 1 ? `${rounded(factor)} times` : `1/${rounded(1 / factor)} of`;
}

/** WK300-399: history that cannot be read, or should be looked at. */
export const historyErrors = {
  unreadable: descriptor<{ reason: string }>({
    code: "WK300",
    exit,
    title: "Unreadable history file",
    message: ({ reason }) => `The file cannot be read: ${reason}`,
    hint: () =>
      "Check the path; it is taken relative to the project, or to the current directory on the command line",
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
        : `Fields are separated by commas here, not by ${delimiter}; convert the file`,
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
    message: () => "A quoted field goes on after its closing quote",
    hint: () => 'Inside quotes, write a quote as two: ""',
  }),
  rowTooLong: descriptor<{ limit: number }>({
    code: "WK307",
    exit,
    title: "Row too long",
    message: ({ limit }) => `The row is longer than ${grouped(limit)} bytes`,
    hint: () => "Is this a CSV file? Look for a quote that is never closed",
  }),
  badTimestamp: descriptor<Text>({
    code: "WK308",
    exit,
    title: "Invalid timestamp",
    message: ({ text }) => `${text} is not a timestamp in whole UNIX seconds`,
    hint: () =>
      "Write seconds since 1970 as digits, e.g. 1700006400, or ISO 8601 in whole seconds, e.g. 2023-11-15T00:00:00Z",
  }),
  milliseconds: descriptor<Text>({
    code: "WK309",
    exit,
    title: "Timestamp in the wrong unit",
    message: ({ text }) =>
      `The timestamp ${text} looks like milliseconds (or smaller units); seconds are needed`,
    hint: () => "Divide by 1000",
  }),
  mixedUnits: descriptor<Text>({
    code: "WK310",
    exit,
    title: "Timestamps in mixed units",
    message: ({ text }) =>
      `The timestamp ${text} looks like milliseconds (or smaller units), while earlier rows are in seconds`,
    hint: () => "Convert all timestamps to seconds",
  }),
  badNumber: descriptor<Text>({
    code: "WK311",
    exit,
    title: "Invalid number",
    message: ({ text }) => `${text} is not a number`,
    hint: () =>
      "Write a decimal like 2544 or 0.5; for a worker that gave no valid answer, leave the row out or write NaN",
  }),
  badTruth: descriptor<Text>({
    code: "WK312",
    exit,
    title: "Invalid truth",
    message: ({ text }) => `The truth ${text} is not a finite number`,
    hint: () => "Leave the row out when the truth is not known",
  }),
  noWorker: descriptor<object>({
    code: "WK313",
    exit,
    title: "Row without a worker",
    message: () => "The worker is empty",
    hint: () => "Every inference needs the address of the worker that made it",
  }),
  duplicateInference: descriptor<{ worker: string; timestamp: number; firstRow: number }>({
    code: "WK314",
    exit,
    title: "Duplicate inference",
    message: ({ worker, timestamp, firstRow }) =>
      `${worker} has a second inference at ${timestamp}; the first is in row ${firstRow}`,
    hint: () =>
      "Keep the one that reached the chain last: a worker has one inference per block time. --on-duplicate last keeps the later row",
  }),
  duplicateTruth: descriptor<{ timestamp: number; firstRow: number }>({
    code: "WK315",
    exit,
    title: "Duplicate truth",
    message: ({ timestamp, firstRow }) =>
      `There is a second truth for ${timestamp}; the first is in row ${firstRow}`,
    hint: () => "Keep one: revisions of a truth cannot be replayed",
  }),
  earlyTruth: descriptor<{ timestamp: number; availableAt: number }>({
    code: "WK316",
    exit,
    title: "Truth known before its time",
    message: ({ timestamp, availableAt }) =>
      `The truth for ${timestamp} has available_at ${availableAt}, before that time`,
    hint: () => "available_at is when anybody could first know the value: at or after timestamp",
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
  noSuchTopic: descriptor<{ topic: string; found: string }>({
    code: "WK321",
    exit,
    title: "Unknown topic",
    message: ({ topic, found }) => `The history has no topic ${topic}; it has: ${found}`,
    hint: () => "Name a topic of the file's topic column",
  }),
  topicColumnOnOneSide: descriptor<{ withTopic: string }>({
    code: "WK322",
    exit,
    title: "Topic column in one file only",
    message: ({ withTopic }) => `There is no topic column, but ${withTopic} has one`,
    hint: () => "Give both files a topic column, or neither",
  }),
  noTopic: descriptor<object>({
    code: "WK323",
    exit,
    title: "Row without a topic",
    message: () => "The topic is empty",
    hint: () => "Fill in the topic column in every row, or leave the column out",
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
  badAddress: descriptor<{ worker: string; others: number }>({
    code: "WK330",
    exit,
    title: "Invalid worker address",
    message: ({ worker, others }) =>
      `${worker}${others > 0 ? ` (and ${grouped(others)} more)` : ""} is not a valid allo address: its checksum or alphabet is wrong`,
    hint: () => "Fine for a replay; on the chain one such address makes the whole message fail",
  }),
  unordered: descriptor<object>({
    code: "WK331",
    exit,
    title: "Rows out of time order",
    message: () =>
      "The rows are not ordered by timestamp, so they were sorted; rows with the same timestamp kept their order",
    hint: () => "Nothing to do; sorted files load faster",
  }),
  truthWithoutInferences: descriptor<{ topic: string }>({
    code: "WK332",
    exit,
    title: "Topic without inferences",
    message: ({ topic }) => `Topic ${topic} has truth but no inferences; it is left out`,
    hint: () => "Nothing to do, unless the topic's name differs between the files",
  }),
  noTruth: descriptor<{ topic: string }>({
    code: "WK333",
    exit,
    title: "Topic without truth",
    message: ({ topic }) => `Topic ${topic} has inferences but no truth: none of it can be scored`,
    hint: () => "Check that the topic's name and the timestamps are the same in both files",
  }),
  unknownWorker: descriptor<{ workers: readonly string[]; names: string }>({
    code: "WK334",
    exit,
    title: "Worker without a name",
    message: ({ workers, names }) =>
      `${workers.length === 1 ? "1 worker has" : `${workers.length} workers have`} inferences but no name in ${names}: ${firstOf(workers)}`,
    hint: () => "Nothing to do for a replay; look for a mistyped address",
  }),
  otherCadence: descriptor<{ topic: string; found: number; configured: number; others: number }>({
    code: "WK335",
    exit,
    title: "Cadence that the history does not have",
    message: ({ topic, found, configured, others }) =>
      `Sets of topic ${topic}${others > 0 ? ` (and of ${grouped(others)} more topics)` : ""} come every ${found} s (median), but the inference cadence is ${configured} s`,
    hint: ({ found }) =>
      `Replay with --inference-cadence ${found} and a weight cadence of at least that, or set both in weightkit.json`,
  }),
  topicUnits: descriptor<{ topic: string; factor: number }>({
    code: "WK336",
    exit,
    title: "Inferences and truth in different units",
    message: ({ topic, factor }) =>
      `The inferences of topic ${topic} are about ${timesText(factor)} the truth`,
    hint: () =>
      "Use one unit in both files. The value scale multiplies what the chain stores, never what the files hold",
  }),
  workerUnits: descriptor<{ topic: string; worker: string; factor: number; truth: boolean }>({
    code: "WK337",
    exit,
    title: "Worker that answers in a different unit",
    message: ({ topic, worker, factor, truth }) =>
      `${worker} answers about ${timesText(factor)} ${truth ? "the truth" : "what the others do"}, steadily, in topic ${topic}`,
    hint: () =>
      "Convert its answers to the unit of the others, unless these are the values that it sent",
  }),
  overwritten: descriptor<{ rows: number; worker: string; timestamp: number }>({
    code: "WK338",
    exit,
    title: "Overwritten inferences",
    message: ({ rows, worker, timestamp }) =>
      `${rows === 1 ? "1 row was" : `${grouped(rows)} rows were`} overwritten by a later row of the same worker at the same time; the first is of ${worker} at ${timestamp}`,
    hint: () => "The last one counts, as on the chain; --on-duplicate refuse lists each",
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
    title: "Line ends of old Macs",
    message: () => "The lines end with a carriage return alone, as on old Macs",
    hint: () => "Convert the line ends, e.g. with `tr '\\r' '\\n' < FILE`",
  }),
  nestedColumns: descriptor<{ column: string; inside: string }>({
    code: "WK343",
    exit,
    title: "Columns inside a struct",
    message: ({ column, inside }) =>
      `The column ${column} is inside the nested column ${inside}, but it must be a flat column`,
    hint: () => "Unnest the struct before writing, e.g. with polars `df.unnest(...)`",
  }),
  timesAreDates: descriptor<{ text: string; looksLike: "dates" | "heights" }>({
    code: "WK344",
    exit,
    title: "Timestamps in 1970",
    message: ({ text, looksLike }) =>
      looksLike === "dates"
        ? `All timestamps lie in 1970; ${text} looks like a date (YYYYMMDD), not UNIX seconds`
        : `All timestamps lie in 1970; numbers as small as ${text} look like block heights, not UNIX seconds`,
    hint: ({ looksLike }) =>
      looksLike === "dates"
        ? "Write UNIX seconds, or ISO 8601 (2024-01-01)"
        : "Write the UNIX seconds of each block, or ISO 8601 (2024-01-01T00:00:00Z)",
  }),
  truthMeetsNoSet: descriptor<{ topic: string; sets: number; nearest: number; others: number }>({
    code: "WK345",
    exit,
    title: "Truth without a matching set",
    message: ({ topic, sets, nearest, others }) =>
      `0 of ${grouped(sets)} sets of topic ${topic}${others > 0 ? ` (and of ${others} more topics)` : ""} have a truth; the nearest truth is ${nearest} s away`,
    hint: () =>
      "Check that both files mean the same time: a truth has the timestamp of the set that it is the truth of",
  }),
  doubleKey: descriptor<{ key: string }>({
    code: "WK346",
    exit,
    title: "Duplicate key in an object",
    message: ({ key }) => `The object has the key ${JSON.stringify(key)} more than once`,
    hint: () => "Keep one of them: readers differ in which one they take",
  }),
  badOracle: descriptor<{ problem: string }>({
    code: "WK347",
    exit,
    title: "Invalid oracle worker",
    message: ({ problem }) => problem,
    hint: () =>
      "Name a new worker, the lag that the logic gives to Truth.worker, and a tolerance below half of the time between sets",
  }),
  badMessage: descriptor<{ text: string }>({
    code: "WK348",
    exit,
    title: "Invalid message number",
    message: ({ text }) => `${text} is not the number of a message within its block`,
    hint: () =>
      "Number the messages of a block 0, 1, 2, … in the order in which they came, or leave the column out",
  }),
  badSimulation: descriptor<{ name: string; value: string; wanted: string }>({
    code: "WK340",
    exit,
    title: "Simulation option out of range",
    message: ({ name, value, wanted }) =>
      `The simulation's ${name} is ${value}, but must be ${wanted}`,
    hint: () => "See the defaults for values that work together",
  }),
};
