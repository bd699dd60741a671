import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

const exit = ExitCode.usage;

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

/** What a number of that many digits counts, where seconds are needed, and how to get them. */
function smallUnit(digits: number): { unit: string; divisor: string } {
  if (digits <= 14) return { unit: "milliseconds", divisor: "1000" };
  if (digits <= 17) return { unit: "microseconds", divisor: "1000000" };
  return { unit: "nanoseconds", divisor: "1000000000" };
}

/** WK300-399: rows whose contents are wrong, and history that should be looked at. */
export const historyErrors = {
  badTimestamp: descriptor<Text>({
    code: "WK308",
    exit,
    title: "Invalid timestamp",
    message: ({ text }) => `${text} is not a timestamp in whole UNIX seconds`,
    hint: () =>
      "Write seconds since 1970 as digits, e.g. 1700006400, or ISO 8601 in whole seconds, e.g. 2023-11-15T00:00:00Z",
  }),
  smallUnits: descriptor<Text & { digits: number }>({
    code: "WK309",
    exit,
    title: "Timestamp in the wrong unit",
    message: ({ text, digits }) =>
      `The timestamp ${text} looks like ${smallUnit(digits).unit}; seconds are needed`,
    hint: ({ digits }) => `Divide by ${smallUnit(digits).divisor}`,
  }),
  mixedUnits: descriptor<Text & { digits: number }>({
    code: "WK310",
    exit,
    title: "Timestamps in mixed units",
    message: ({ text, digits }) =>
      `The timestamp ${text} looks like ${smallUnit(digits).unit}, while earlier rows are in seconds`,
    hint: ({ digits }) =>
      `Convert all timestamps to seconds: divide these by ${smallUnit(digits).divisor}`,
  }),
  badNumber: descriptor<Text & { of: "inference" | "truth" }>({
    code: "WK311",
    exit,
    title: "Invalid number",
    message: ({ text }) => `${text} is not a number`,
    hint: ({ of }) =>
      of === "truth"
        ? "Write a decimal like 2544 or 0.5, or the number of a class, counted from 0; leave the row out when the truth is not known"
        : "Write a decimal like 2544 or 0.5; for a worker that gave no valid answer, leave the row out or write NaN",
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
  badAddress: descriptor<{ worker: string; others: number }>({
    code: "WK330",
    exit,
    title: "Invalid worker address",
    message: ({ worker, others }) =>
      others > 0
        ? `${worker} and ${grouped(others)} more are not valid allo addresses: their checksum or alphabet is wrong`
        : `${worker} is not a valid allo address: its checksum or alphabet is wrong`,
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
    title: "Cadence that differs from the history's",
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
    title: "Worker answering in a different unit",
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
