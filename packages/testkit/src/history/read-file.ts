import { tableErrors } from "../errors/table-errors.js";
import { fault, WeightkitError } from "../errors/weightkit-error.js";
import { textOf, withoutMark } from "./formats/byte-text.js";
import { checkIsTable } from "./formats/foreign-format.js";
import { CsvLexer, type CsvFields } from "./formats/csv-lexer.js";
import { JsonLines } from "./formats/json-lines.js";
import { readBytes } from "./formats/read-bytes.js";
import type { RowReader } from "./formats/row-reader.js";

/**
 * Gives a file's records to a reader: CSV, JSON Lines (both gzip or not) or Parquet, recognized by how the file begins, whatever its name.
 * @throws WeightkitError all faults of the reader, when reading cannot go on
 */
export async function readFile(path: string, reader: RowReader): Promise<void> {
  reader.open(path);
  try {
    await readRecords(path, reader);
  } catch (error) {
    if (error instanceof WeightkitError && !reader.options.faults.full) reader.breakOff(error);
    throw error;
  }
  reader.close();
}

async function readRecords(path: string, reader: RowReader): Promise<void> {
  const take = (fields: CsvFields): void => {
    reader.fields(fields);
  };
  const note = (found: WeightkitError): void => {
    reader.note(found);
  };
  let records: CsvLexer | JsonLines | null = null;
  for await (const chunk of readBytes(path)) {
    if (records === null) {
      if (isParquet(chunk)) {
        const { readParquet } = await import("./formats/parquet.js");
        await readParquet(path, reader, take);
        return;
      }
      if (isJsonArray(chunk)) throw fault(tableErrors.jsonArray, {});
      checkIsTable(chunk);
      records = isJsonLines(chunk)
        ? new JsonLines(take, note, reader.optional)
        : new CsvLexer(take);
      records.push(withoutMark(chunk));
    } else records.push(chunk);
  }
  records?.end();
}

function isParquet(chunk: Uint8Array): boolean {
  return (
    chunk.length >= 4 &&
    Buffer.from(chunk.buffer, chunk.byteOffset, 4).toString("latin1") === "PAR1"
  );
}

function isJsonLines(chunk: Uint8Array): boolean {
  return /^\s*\{/.test(textOf(chunk, 0, Math.min(chunk.length, 1024)));
}

function isJsonArray(chunk: Uint8Array): boolean {
  return /^\s*\[/.test(textOf(chunk, 0, Math.min(chunk.length, 1024)));
}
