import { gzipSync } from "node:zlib";
import type { TopicHistory } from "../history.js";
import { inferencesCsv, truthCsv } from "./write-csv.js";
import { inferencesJsonl, truthJsonl } from "./write-jsonl.js";

export type HistoryFormat = "csv" | "jsonl" | "parquet";

export interface WriteOptions {
  readonly format: HistoryFormat;
  /** Whether text formats are compressed; Parquet compresses its own pages anyway. */
  readonly gzip: boolean;
}

/** A file to write, in pieces; making them does not touch the disk. */
export interface HistoryFile {
  /** `inferences.csv`, `truth.jsonl.gz` and so on. */
  readonly name: string;
  readonly pieces: Iterable<Uint8Array>;
}

/** A byte of the gzip header for the system that wrote it: unknown, so that all write the same. */
const OS_BYTE = 9;
const OS_UNKNOWN = 255;

/**
 * The two files of a history in another format, with a topic column when there are several topics. What is read back is the same
 * history; same history, same bytes. Truth is left out when there is none at all.
 */
export async function historyFiles(
  topics: readonly TopicHistory[],
  options: WriteOptions,
): Promise<HistoryFile[]> {
  const inferences = await fileOf("inferences", topics, options);
  if (topics.every(({ truth }) => truth.length === 0)) return [inferences];
  return [inferences, await fileOf("truth", topics, options)];
}

async function fileOf(
  kind: "inferences" | "truth",
  topics: readonly TopicHistory[],
  { format, gzip }: WriteOptions,
): Promise<HistoryFile> {
  if (format === "parquet") {
    const { inferencesParquet, truthParquet } = await import("./write-parquet.js");
    const write = kind === "inferences" ? inferencesParquet : truthParquet;
    return { name: `${kind}.parquet`, pieces: { [Symbol.iterator]: () => write(topics) } };
  }
  const writers = {
    csv: { inferences: inferencesCsv, truth: truthCsv },
    jsonl: { inferences: inferencesJsonl, truth: truthJsonl },
  };
  const pieces = encoded(() => writers[format][kind](topics));
  return gzip
    ? { name: `${kind}.${format}.gz`, pieces: compressed(pieces) }
    : { name: `${kind}.${format}`, pieces };
}

function encoded(texts: () => Iterable<string>): Iterable<Uint8Array> {
  return {
    *[Symbol.iterator]() {
      for (const text of texts()) yield Buffer.from(text);
    },
  };
}

/** A gzip member for each piece: together one valid gzip file, and nothing is held. */
function compressed(pieces: Iterable<Uint8Array>): Iterable<Uint8Array> {
  return {
    *[Symbol.iterator]() {
      for (const piece of pieces) {
        const member = gzipSync(piece);
        member[OS_BYTE] = OS_UNKNOWN;
        yield member;
      }
    },
  };
}
