import { parquetWriteBuffer, type ColumnSource } from "hyparquet-writer";
import type { TopicHistory } from "./history.js";

/** Parquet with the columns `[topic,]timestamp,worker,value` (text, INT64, text, DOUBLE or text), snappy. Held in memory whole. */
export function inferencesParquet(topics: readonly TopicHistory[]): Uint8Array {
  return write(topics, ({ inferences }) => {
    const { workers } = inferences;
    return {
      timestamp: inferences.timestamps,
      worker: Array.from(inferences.workerIds, (id) => workers[id] ?? ""),
      value: inferences.texts ?? inferences.values,
    };
  });
}

/** Parquet with the columns `[topic,]timestamp,value,available_at`. */
export function truthParquet(topics: readonly TopicHistory[]): Uint8Array {
  return write(topics, ({ truth }) => ({
    timestamp: truth.timestamps,
    value: truth.texts ?? truth.values,
    available_at: truth.availableAt,
  }));
}

type Cells = ArrayLike<number> | readonly string[];

interface Columns extends Readonly<Record<string, Cells>> {
  readonly timestamp: Cells;
}

function write(
  topics: readonly TopicHistory[],
  columnsOf: (topic: TopicHistory) => Columns,
): Uint8Array {
  const parts = topics.map(columnsOf);
  const names = Object.keys(parts[0] ?? {});
  const columnData: ColumnSource[] = names.map((name) =>
    joined(
      name,
      parts.map((part) => part[name] ?? []),
    ),
  );
  if (topics.length > 1) {
    const data = topics.flatMap(({ topic }, i) =>
      Array<string>(parts[i]?.timestamp.length ?? 0).fill(topic),
    );
    columnData.unshift({ name: "topic", data, type: "STRING" });
  }
  return new Uint8Array(parquetWriteBuffer({ columnData, createdBy: "weightkit" }));
}

/** Times are whole seconds; values doubles, unless they are text. */
function joined(name: string, parts: readonly Cells[]): ColumnSource {
  const cells = parts.flatMap((part) => Array.from<number | string>(part));
  if (name === "worker" || cells.some((cell) => typeof cell === "string")) {
    return { name, data: cells.map(String), type: "STRING" };
  }
  if (name === "value") return { name, data: Float64Array.from(cells, Number), type: "DOUBLE" };
  return { name, data: BigInt64Array.from(cells, (cell) => BigInt(cell)), type: "INT64" };
}
