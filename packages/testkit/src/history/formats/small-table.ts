import { tableErrors } from "../../errors/table-errors.js";
import { fault, WeightkitError, type Place } from "../../errors/weightkit-error.js";
import { textOf, withoutMark } from "./byte-text.js";
import { CsvLexer, type CsvFields } from "./csv-lexer.js";
import { checkIsTable } from "./foreign-format.js";
import { readHeader, type Header } from "./header.js";

/** A row of a small table: its fields in the order of the columns asked for. */
export interface TableRow {
  /** A field by its place among the columns; empty where the file has no such column. */
  text(column: number): string;
  /** Where that field is. */
  place(column: number): Place;
}

/** The columns of a small table, which must be there and which may. */
export interface TableColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/**
 * Reads a CSV file that is held in memory: names of workers, settings of topics, changes of stake.
 * @param shown what errors call the file
 * @throws WeightkitError WK301 when it is empty, WK302 to WK307, WK341 and WK342 when it is something else than CSV in UTF-8
 */
export function readSmallTable(
  table: Uint8Array,
  shown: string,
  { required, optional }: TableColumns,
  onRow: (row: TableRow) => void,
): void {
  const columns = [...required, ...optional];
  const headers: Header[] = [];
  const lexer = new CsvLexer((fields) => {
    const [header] = headers;
    if (header === undefined) {
      headers.push(readHeader(fields, shown, required, optional));
      return;
    }
    const { at, width } = header;
    if (fields.count !== width) {
      const place = { file: shown, row: fields.row };
      throw fault(tableErrors.fieldCount, { found: fields.count, wanted: width }, { place });
    }
    onRow({
      text: (column) => fieldText(fields, at[column] ?? -1),
      place: (column) => ({ file: shown, row: fields.row, field: columns[column] ?? "" }),
    });
  });
  try {
    checkIsTable(table);
    lexer.push(withoutMark(table));
    lexer.end();
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    throw new WeightkitError(error, { place: { file: shown, ...error.place }, cause: error.cause });
  }
  if (headers.length > 0) return;
  throw fault(tableErrors.empty, { columns: required }, { place: { file: shown } });
}

/** A field without the apostrophe that a writer put before what a spreadsheet would run. */
function fieldText({ bytes, starts, ends }: CsvFields, index: number): string {
  if (index < 0) return "";
  const text = textOf(bytes, starts[index] ?? 0, ends[index] ?? 0);
  return /^'+[=+@]/.test(text) ? text.slice(1) : text;
}
