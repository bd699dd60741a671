import { tableErrors } from "../../errors/table-errors.js";
import { fault, WeightkitError } from "../../errors/weightkit-error.js";
import { WorkerPool } from "../../threads/pool.js";
import { pathStatus } from "../path-status.js";
import type { CsvFields } from "./csv-lexer.js";
import { parquetJob, type ColumnSlice, type ParquetMessage } from "./parquet-job.js";
import { RecordEncoder } from "../write/record-encoder.js";

/** How long the decoder may take for one column of a row group: a little for any file, more for a large one, in milliseconds. */
const PATIENCE = { least: 2000, perMebibyte: 500, most: 60_000 };

/** What receives a Parquet file's records: a {@link RowReader}, or the part of one that is needed. */
export interface WantedRows {
  readonly columns: readonly string[];
  /** Columns that may be there, besides `topic`. */
  readonly optional?: readonly string[];
  readonly options: { readonly maxRows: number };
}

/**
 * Reads the wanted and the optional columns (and `topic`) of a Parquet file, row group by row group, in a separate thread; rows count from 1.
 * Other columns, nested or not, are not read.
 * @throws WeightkitError WK302, WK319, WK325, WK343, and whatever the handler throws
 */
export async function readParquet(
  path: string,
  { columns, optional = [], options: { maxRows } }: WantedRows,
  onRow: (fields: CsvFields) => void,
  patience = patienceFor(path),
): Promise<void> {
  const pool = new WorkerPool(1);
  const records = new ParquetRecords(onRow);
  const stop = new AbortController();
  try {
    const result = await pool.run(
      parquetJob,
      { path, maxRows, required: columns, optional: ["topic", ...optional] },
      {
        runMilliseconds: patience,
        signal: stop.signal,
        onMessage: (message) => {
          if (!records.take(message)) stop.abort();
        },
      },
    );
    if (result === "tooMany") throw fault(tableErrors.tooManyRows, { limit: maxRows });
    if (typeof result === "object")
      throw fault(tableErrors.nestedColumns, result, { place: { file: path } });
  } catch (error) {
    records.throwIfFailed();
    if (error instanceof WeightkitError && OURS.has(error.code)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const args = { reason };
    throw fault(tableErrors.damagedParquet, args, { place: { file: path }, cause: error });
  } finally {
    await pool.close();
  }
  records.throwIfFailed();
}

function patienceFor(path: string): number {
  const mebibytes = (pathStatus(path)?.size ?? 0) / 2 ** 20;
  return Math.min(PATIENCE.most, PATIENCE.least + PATIENCE.perMebibyte * mebibytes);
}

const OURS: ReadonlySet<string> = new Set([
  tableErrors.tooManyRows.code,
  tableErrors.nestedColumns.code,
]);

/** Hands slices on as records; keeps what the handler threw, since it was called from another thread's message. */
export class ParquetRecords {
  readonly #encoder = new RecordEncoder();
  #row = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(readonly onRow: (fields: CsvFields) => void) {}

  /** Whether to continue. */
  take(message: ParquetMessage): boolean {
    if (this.#failure !== null) return false;
    try {
      if (message.kind === "names") this.onRow(this.#encoder.encode(message.names, 0));
      else this.#slice(message.rows, message.columns);
    } catch (error) {
      this.#failure = { error };
    }
    return this.#failure === null;
  }

  throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  #slice(rows: number, columns: readonly ColumnSlice[]): void {
    for (let i = 0; i < rows; i += 1) {
      const cells = columns.map((column) =>
        column.kind === "numbers"
          ? String(column.values[i])
          : (column.dictionary[column.ids[i] ?? 0] ?? null),
      );
      this.onRow(this.#encoder.encode(cells, (this.#row += 1)));
    }
  }
}
