import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetScan,
  type AsyncBuffer,
  type FileMetaData,
  type RowGroup,
  type ParquetScan,
} from "hyparquet";
import type { JobContext, JobReference } from "../../threads/job.js";
import { EXTRA_DATA } from "../../chain/attachments.js";
import { decodedText } from "./byte-text.js";
import { cellText } from "./cell-text.js";
import { canonicalName } from "./header.js";
import { checkChecksums } from "./parquet-checksums.js";
import { checkParquet } from "./parquet-limits.js";
import { decompressors } from "./parquet-compression.js";
import { decimalsAsIntegers, type Scales } from "./parquet-decimals.js";
import { flatColumns, nestedColumn, type NestedColumn } from "./parquet-schema.js";

const SLICE_ROWS = 1 << 16;

/** Times come in the unit that the file declares; here they become whole seconds, or a fraction that is refused later. */
const PARSERS = {
  timestampFromMilliseconds: (millis: bigint) => seconds(millis, 1000n),
  timestampFromMicroseconds: (micros: bigint) => seconds(micros, 1_000_000n),
  timestampFromNanoseconds: (nanos: bigint) => seconds(nanos, 1_000_000_000n),
  dateFromDays: (days: number) => String(days * 86_400),
  stringFromBytes: (bytes: Uint8Array) => decodedText(bytes) ?? new NotText(bytes),
};

export interface ParquetJobInput {
  readonly path: string;
  readonly maxRows: number;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A text that is not UTF-8. */
class NotText {
  constructor(readonly bytes: Uint8Array) {}
}

/**
 * Some rows of a column: numbers as they are, anything else as text (each distinct text once), null where a cell is missing, bytes where a
 * text is not UTF-8.
 */
export type ColumnSlice =
  | { readonly kind: "numbers"; readonly values: Float64Array }
  | {
      readonly kind: "texts";
      readonly dictionary: readonly (string | Uint8Array | null)[];
      readonly ids: Uint32Array;
    };

/** First the names, then slices of rows, all columns side by side. */
export type ParquetMessage =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "slice"; readonly rows: number; readonly columns: readonly ColumnSlice[] };

/** `tooMany` when the file declares more rows than may be read; a column when that is inside another. */
export type ParquetResult = "read" | "tooMany" | NestedColumn;

export const parquetJob: JobReference<ParquetJobInput, ParquetMessage, ParquetResult> = {
  module: "@weightkit/testkit/internal/history/formats/parquet-job",
  name: "decodeParquet",
};

/**
 * The job of {@link parquetJob}: decodes the wanted flat columns of a Parquet file, row group by row group. It runs in a watched thread
 * since the decoder may loop forever on a damaged file.
 */
export async function decodeParquet(
  { path, maxRows, required, optional }: ParquetJobInput,
  context: JobContext<ParquetMessage>,
): Promise<ParquetResult> {
  const opened = await watched(context, () => open(path, maxRows));
  if (opened === null) return "tooMany";
  const { scan, bytes, scales, file } = opened;
  const names = flatColumns(scan.metadata);
  const wanted = (list: readonly string[], name: string): boolean =>
    list.some((column) => canonicalName(column) === canonicalName(name));
  const missing = required.find((column) => !wanted(names, column));
  if (missing !== undefined) {
    const nested = nestedColumn(scan.metadata, missing);
    if (nested !== null) return nested;
    // The reader reports what is missing, and what is there.
    context.send({ kind: "names", names });
    return "read";
  }
  const columns = names.filter((name) => wanted([...required, ...optional], name));
  context.send({ kind: "names", names: columns });
  const scanOf = (name: string): ParquetScan =>
    bytes !== null && canonicalName(name) === canonicalName(EXTRA_DATA) ? bytes : scan;
  const check = (column: string, rowStart: number): Promise<void> =>
    checkChecksums(file, groupAt(scan.metadata, rowStart), column);
  for (const range of scan.ranges) {
    for (const column of columns) await watched(context, () => check(column, range.rowStart));
    await sendRange(context, scanOf, columns, scales, range);
  }
  return "read";
}

interface OpenedParquet {
  readonly file: AsyncBuffer;
  readonly scan: ParquetScan;
  /** The same without turning bytes into text; null where no column of bytes is wanted. */
  readonly bytes: ParquetScan | null;
  readonly scales: Scales;
}

async function open(path: string, maxRows: number): Promise<OpenedParquet | null> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file, { parsers: PARSERS });
  if (metadata.num_rows > BigInt(maxRows)) return null;
  checkParquet(metadata);
  const scales = decimalsAsIntegers(metadata);
  const compressors = await decompressors(metadata);
  const options = { file, metadata, compressors, parsers: PARSERS };
  const scan = await parquetScan(options);
  const bytes = flatColumns(metadata).some(
    (name) => canonicalName(name) === canonicalName(EXTRA_DATA),
  )
    ? await parquetScan({ ...options, utf8: false })
    : null;
  return { file, scan, bytes, scales };
}

async function sendRange(
  context: JobContext<ParquetMessage>,
  scanOf: (name: string) => ParquetScan,
  names: readonly string[],
  scales: Scales,
  { rowStart, rowEnd }: { readonly rowStart: number; readonly rowEnd: number },
): Promise<void> {
  const columns: ArrayLike<unknown>[] = [];
  for (const column of names) {
    const read = () => scanOf(column).readColumn({ column, rowStart, rowEnd });
    columns.push(await watched(context, read));
  }
  const rows = rowEnd - rowStart;
  for (let from = 0; from < rows; from += SLICE_ROWS) {
    const end = Math.min(rows, from + SLICE_ROWS);
    const slices = columns.map((column, i) => {
      const scale = scales.get(names[i] ?? "");
      return sliceOf(scale === undefined ? column : scale.numbers(column, from, end), from, end);
    });
    context.send({ kind: "slice", rows: end - from, columns: slices });
  }
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

function sliceOf(column: ArrayLike<unknown>, from: number, end: number): ColumnSlice {
  const values = new Float64Array(end - from);
  for (let row = from; row < end; row += 1) {
    const value = column[row];
    if (typeof value === "number") values[row - from] = value;
    else if (typeof value === "bigint" && BigInt.asIntN(53, value) === value) {
      values[row - from] = Number(value);
    } else return textSlice(column, from, end);
  }
  return { kind: "numbers", values };
}

function textSlice(column: ArrayLike<unknown>, from: number, end: number): ColumnSlice {
  const known = new Map<string | NotText | null, number>();
  const ids = Uint32Array.from({ length: end - from }, (_, i) => {
    const cell = column[from + i] ?? null;
    const text = cell === null || cell instanceof NotText ? cell : cellText(cell);
    const id = known.get(text) ?? known.size;
    known.set(text, id);
    return id;
  });
  const dictionary = [...known.keys()].map((text) => (text instanceof NotText ? text.bytes : text));
  return { kind: "texts", dictionary, ids };
}

/** The row group that begins at a row of the file. */
function groupAt({ row_groups: groups }: FileMetaData, rowStart: number): RowGroup | undefined {
  let start = 0n;
  return groups.find(({ num_rows: rows }) => {
    const found = start === BigInt(rowStart) && rows > 0n;
    start += rows;
    return found;
  });
}

function seconds(time: bigint, unit: bigint): string {
  return time % unit === 0n ? String(time / unit) : String(Number(time) / Number(unit));
}
