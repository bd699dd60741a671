import { brotliDecompressSync, gunzipSync } from "node:zlib";
import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetScan,
  type Compressors,
  type FileMetaData,
} from "hyparquet";
import type { JobContext, JobReference } from "../../threads/job.js";
import { cellText } from "./cell-text.js";

/** Largest row group that is read, in rows: one group is held in memory whole. */
const MAX_GROUP_ROWS = 20_000_000;
const SLICE_ROWS = 1 << 16;

/** Node's own; snappy is hyparquet's. Zstandard and LZ4 need libraries and are refused. */
const COMPRESSORS: Compressors = {
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
};

/** Times come in the unit that the file declares; here they become whole seconds, or a fraction that is refused later. */
const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => seconds(millis, 1000n),
  timestampFromMicroseconds: (micros: bigint) => seconds(micros, 1_000_000n),
  timestampFromNanoseconds: (nanos: bigint) => seconds(nanos, 1_000_000_000n),
  dateFromDays: (days: number) => String(days * 86_400),
};

export interface ParquetJobInput {
  readonly path: string;
  readonly maxRows: number;
}

/** Some rows of a column: numbers as they are, anything else as text, each distinct one once; null where there is nothing. */
export type ColumnSlice =
  | { readonly kind: "numbers"; readonly values: Float64Array }
  | {
      readonly kind: "texts";
      readonly dictionary: readonly (string | null)[];
      readonly ids: Uint32Array;
    };

/** First the names, then slices of rows, all columns side by side. */
export type ParquetMessage =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "slice"; readonly rows: number; readonly columns: readonly ColumnSlice[] };

/** `tooMany` when the file says that it has more rows than are to be read. */
export type ParquetResult = "read" | "tooMany";

export const parquetJob: JobReference<ParquetJobInput, ParquetMessage, ParquetResult> = {
  module: "@weightkit/testkit/internal/history/formats/parquet-job",
  name: "decodeParquet",
};

/**
 * The job of {@link parquetJob}: decodes the flat columns of a Parquet file, row group by row group. It runs in a watched thread
 * since the decoder may loop for ever on a damaged file.
 */
export async function decodeParquet(
  { path, maxRows }: ParquetJobInput,
  context: JobContext<ParquetMessage>,
): Promise<ParquetResult> {
  const scan = await watched(context, async () => {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file, { parsers: PARSERS });
    if (metadata.num_rows > BigInt(maxRows)) return null;
    checkGroups(metadata);
    return parquetScan({ file, metadata, compressors: COMPRESSORS, parsers: PARSERS });
  });
  if (scan === null) return "tooMany";
  const names = columnNames(scan.metadata);
  context.send({ kind: "names", names });
  for (const { rowStart, rowEnd } of scan.ranges) {
    const columns: ArrayLike<unknown>[] = await watched(context, () =>
      Promise.all(names.map((column) => scan.readColumn({ column, rowStart, rowEnd }))),
    );
    const rows = rowEnd - rowStart;
    for (let from = 0; from < rows; from += SLICE_ROWS) {
      const end = Math.min(rows, from + SLICE_ROWS);
      const slices = columns.map((column) => sliceOf(column, from, end));
      context.send({ kind: "slice", rows: end - from, columns: slices });
    }
  }
  return "read";
}

async function watched<Result>(
  { heartbeat }: JobContext<ParquetMessage>,
  act: () => Promise<Result>,
): Promise<Result> {
  heartbeat.begin();
  try {
    return await act();
  } finally {
    heartbeat.end();
  }
}

function checkGroups({ row_groups: groups }: FileMetaData): void {
  if (groups.every(({ num_rows: rows }) => rows <= BigInt(MAX_GROUP_ROWS))) return;
  throw new Error(`a row group has more than ${MAX_GROUP_ROWS} rows`);
}

/** Top-level columns that hold one value a row. */
function columnNames({ schema }: FileMetaData): string[] {
  return schema
    .slice(1)
    .flatMap(({ name, num_children: children }) => (children === undefined ? [name] : []));
}

function sliceOf(column: ArrayLike<unknown>, from: number, end: number): ColumnSlice {
  const values = new Float64Array(end - from);
  for (let row = from; row < end; row++) {
    const value = column[row];
    if (typeof value === "number") values[row - from] = value;
    else if (typeof value === "bigint" && BigInt.asIntN(53, value) === value) {
      values[row - from] = Number(value);
    } else return textSlice(column, from, end);
  }
  return { kind: "numbers", values };
}

function textSlice(column: ArrayLike<unknown>, from: number, end: number): ColumnSlice {
  const known = new Map<string | null, number>();
  const ids = Uint32Array.from({ length: end - from }, (_, i) => {
    const cell = column[from + i] ?? null;
    const text = cell === null ? null : cellText(cell);
    const id = known.get(text) ?? known.size;
    known.set(text, id);
    return id;
  });
  return { kind: "texts", dictionary: [...known.keys()], ids };
}

function seconds(time: bigint, unit: bigint): string {
  return time % unit === 0n ? String(time / unit) : String(Number(time) / Number(unit));
}
