import { tableErrors } from "../../errors/table-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { textOf } from "./byte-text.js";
import type { CsvFields } from "./csv-lexer.js";

/** Names by which a column goes, besides its own; compared without case, blanks, `_` and `-`. */
const SYNONYMS: Readonly<Record<string, string>> = {
  time: "timestamp",
  ts: "timestamp",
  blocktime: "timestamp",
  address: "worker",
  workeraddress: "worker",
  inference: "value",
  truth: "value",
  groundtruth: "value",
  topicid: "topic",
};

/** Where the wanted columns stand, in the order asked for; -1 for an optional column that is not there. */
export interface Header {
  readonly width: number;
  readonly at: readonly number[];
}

/**
 * Reads the first line.
 * @param required Column names that must be there; `optional` ones follow them in the result.
 * @throws WeightkitError WK302 or WK303.
 */
export function readHeader(
  fields: CsvFields,
  file: string,
  required: readonly string[],
  optional: readonly string[],
): Header {
  const names = Array.from({ length: fields.count }, (_, i) =>
    textOf(fields.bytes, fields.starts[i] ?? 0, fields.ends[i] ?? 0),
  );
  const canonical = names.map(canonicalName);
  // Parquet and JSON Lines have no row of names.
  const place = fields.row > 0 ? { file, row: fields.row } : { file };
  const missing = required.filter((column) => !canonical.includes(canonicalName(column)));
  if (missing.length > 0) {
    const own = names.slice(0, fields.named ?? names.length);
    const args = {
      column: missing.join(", ").replace(/, (?=[^,]*$)/, " or "),
      found: own.join(", "),
      delimiter: delimiterOf(own),
    };
    throw fault(tableErrors.missingColumn, args, { place });
  }
  const at = [...required, ...optional].map((column) => {
    const wanted = canonicalName(column);
    const index = canonical.indexOf(wanted);
    if (index !== canonical.lastIndexOf(wanted)) {
      const found = names.filter((_, i) => canonical[i] === wanted);
      throw fault(tableErrors.duplicateColumn, { column, found }, { place });
    }
    return index;
  });
  return { width: names.length, at };
}

/** A column's name without what people write differently: case, blanks, `_`, `-` and synonyms. */
export function canonicalName(name: string): string {
  const plain = name
    .replace(/^\ufeff/, "")
    .replace(/[ _-]/g, "")
    .toLowerCase();
  return SYNONYMS[plain] ?? plain;
}

function delimiterOf(names: readonly string[]): string | null {
  if (names.length !== 1) return null;
  const [only = ""] = names;
  return only.includes(";")
    ? "semicolons"
    : only.includes("\t")
      ? "tabs"
      : only.includes("|")
        ? "bars"
        : null;
}
