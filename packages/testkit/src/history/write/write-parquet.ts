import {
  ByteWriter,
  ParquetWriter,
  schemaFromColumnData,
  type ColumnSource,
} from "hyparquet-writer";
import type { TopicHistory } from "../history.js";
import { extrasOf } from "./extras.js";

/** Rows of the first group and of those after it: what is held in memory while writing. */
const FIRST_GROUP = 1000;
const GROUP = 100_000;

/**
 * Parquet with the columns `[topic,]timestamp,worker,value[,message][,extra_data][,proof]` (text, INT64, text, DOUBLE or text, INT64, text,
 * text), snappy; a piece is a row group.
 */
export function inferencesParquet(
  topics: readonly TopicHistory[],
): Generator<Uint8Array, void, undefined> {
  const texts = topics.some(({ inferences }) => inferences.texts !== null);
  const extras = extrasOf(topics);
  return write(topics, ({ inferences }) => {
    const { workers, workerIds } = inferences;
    return {
      length: inferences.length,
      cells: {
        timestamp: whole(inferences.timestamps),
        worker: { type: "STRING", at: (row) => workers[workerIds[row] ?? 0] ?? "" },
        value: valueCells(inferences, texts),
        ...Object.fromEntries(
          extras.map(({ name, whole: number, cell }): [string, Cells] => [
            name,
            number
              ? { type: "INT64", at: (row) => BigInt(cell(inferences, row)) }
              : { type: "STRING", at: (row) => String(cell(inferences, row)) },
          ]),
        ),
      },
    };
  });
}

/** Parquet with the columns `[topic,]timestamp,value,available_at`. */
export function truthParquet(
  topics: readonly TopicHistory[],
): Generator<Uint8Array, void, undefined> {
  const texts = topics.some(({ truth }) => truth.texts !== null);
  return write(topics, ({ truth }) => ({
    length: truth.length,
    cells: {
      timestamp: whole(truth.timestamps),
      value: valueCells(truth, texts),
      available_at: whole(truth.availableAt),
    },
  }));
}

/** A column's cells by row. Times are whole seconds; values doubles, unless some are text. */
type Cells =
  | { readonly type: "INT64"; readonly at: (row: number) => bigint }
  | { readonly type: "DOUBLE"; readonly at: (row: number) => number }
  | { readonly type: "STRING"; readonly at: (row: number) => string };

interface Part {
  readonly length: number;
  readonly cells: Readonly<Record<string, Cells>>;
}

const whole = (times: Float64Array): Cells => ({
  type: "INT64",
  at: (row) => BigInt(times[row] ?? 0),
});

function valueCells(
  { values, texts }: { readonly values: Float64Array; readonly texts: readonly string[] | null },
  asTexts: boolean,
): Cells {
  if (!asTexts) return { type: "DOUBLE", at: (row) => values[row] ?? NaN };
  return { type: "STRING", at: (row) => texts?.[row] ?? String(values[row]) };
}

function* write(
  topics: readonly TopicHistory[],
  partOf: (topic: TopicHistory) => Part,
): Generator<Uint8Array, void, undefined> {
  const parts = topics.map((topic): Part => {
    const { length, cells } = partOf(topic);
    const named: Cells = { type: "STRING", at: () => topic.topic };
    return { length, cells: topics.length > 1 ? { topic: named, ...cells } : cells };
  });
  const rows = parts.reduce((sum, { length }) => sum + length, 0);
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnsOf(parts, 0, 0) });
  const file = new ParquetWriter({ writer, schema, createdBy: "weightkit" });
  for (let from = 0; from < rows;) {
    const rowGroupSize = from === 0 ? FIRST_GROUP : GROUP;
    const end = Math.min(rows, from + rowGroupSize);
    void file.write({ columnData: columnsOf(parts, from, end), rowGroupSize });
    from = end;
    yield taken(writer);
  }
  void file.finish();
  yield taken(writer);
}

/** What was written since the last time; offsets go on counting. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

/** Rows `from` to `end` of all parts one after the other. */
function columnsOf(parts: readonly Part[], from: number, end: number): ColumnSource[] {
  const [first] = parts;
  return Object.entries(first?.cells ?? {}).map(([name, { type }]) => {
    const data: (bigint | number | string)[] = [];
    let before = 0;
    for (const { length, cells } of parts) {
      const column = cells[name];
      const stop = Math.min(length, end - before);
      for (let row = Math.max(0, from - before); row < stop && column; row += 1) {
        data.push(column.at(row));
      }
      before += length;
    }
    return { name, data, type };
  });
}
