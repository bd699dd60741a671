import { WeightkitError } from "../../errors/weightkit-error.js";
import { textOf } from "./byte-text.js";
import { CsvLexer, type CsvFields } from "./csv-lexer.js";
import { readHeader, type Header } from "./header.js";

/**
 * Workers' names by address, from the bytes of a CSV file `worker,name`. Later lines win: names are for reading only.
 * @param shown what errors call the file
 * @throws WeightkitError WK302 to WK307
 */
export function readWorkerNames(table: Uint8Array, shown: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let header: Header | null = null;
  const lexer = new CsvLexer((fields) => {
    if (header === null) {
      header = readHeader(fields, shown, ["worker", "name"], []);
      return;
    }
    const [worker = "", name = ""] = header.at.map((index) => field(fields, index));
    if (worker !== "" && name !== "") names.set(worker, name);
  });
  try {
    lexer.push(table);
    lexer.end();
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    throw new WeightkitError(error, { place: { file: shown, ...error.place } });
  }
  return names;
}

function field({ bytes, starts, ends, count }: CsvFields, index: number): string {
  return index < count ? textOf(bytes, starts[index] ?? 0, ends[index] ?? 0) : "";
}
