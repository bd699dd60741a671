import { tableErrors } from "../../errors/table-errors.js";
import { fault, type WeightkitError } from "../../errors/weightkit-error.js";
import { doubleKey, numberSource } from "./double-key.js";
import { isUtf8, textOf } from "./byte-text.js";
import { cellText } from "./cell-text.js";
import { MAX_ROW_BYTES, type CsvFields } from "./csv-lexer.js";
import { FlatObjects } from "./flat-object.js";
import { canonicalName } from "./header.js";
import { RecordEncoder } from "../write/record-encoder.js";

const LF = 0x0a;
/** What Python's json module writes as numbers, which JSON does not have. */
const NOT_JSON = /:\s*(NaN|-?Infinity)\s*[,}]/;
/** What stands for bytes that are not UTF-8. */
const REPLACEMENT = "\ufffd";

/**
 * Cuts JSON Lines (one object a line; blank lines skipped) that come in chunks into records. The first object's keys and `optional` ones are
 * the column names; a key that a later object lacks is missing there, any other that the first lacks is ignored. A line that is not an object is a fault,
 * and reading goes on with the next.
 */
export class JsonLines {
  readonly #encoder = new RecordEncoder();
  #rest: Uint8Array = new Uint8Array(0);
  #line = 0;
  #keys: readonly string[] | null = null;
  #flat: FlatObjects | null = null;

  /** @param onFault gets WK324, WK328 and WK346, with the row */
  constructor(
    readonly onRow: (fields: CsvFields) => void,
    readonly onFault: (found: WeightkitError) => void,
    readonly optional: readonly string[] = [],
  ) {}

  /** @throws WeightkitError WK307, and whatever the handlers throw */
  push(chunk: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    for (let end = bytes.indexOf(LF, at); end >= 0; end = bytes.indexOf(LF, at)) {
      this.#read(bytes, at, end);
      at = end + 1;
    }
    this.#rest = bytes.slice(at);
    if (this.#rest.length > MAX_ROW_BYTES) {
      const place = { row: this.#line + 1 };
      throw fault(tableErrors.rowTooLong, { limit: MAX_ROW_BYTES }, { place });
    }
  }

  end(): void {
    this.#read(this.#rest, 0, this.#rest.length);
  }

  #read(bytes: Uint8Array, start: number, end: number): void {
    this.#line += 1;
    const flat = this.#flat?.read(bytes, start, end, this.#line) ?? null;
    if (flat === null) this.#parse(bytes, start, end);
    else this.onRow(flat);
  }

  #parse(bytes: Uint8Array, start: number, end: number): void {
    const text = textOf(bytes, start, end).trim();
    if (text === "") return;
    const record = parseObject(text);
    if (record === null) {
      this.onFault(this.#notObject(text));
      return;
    }
    if (text.includes(REPLACEMENT) && !isUtf8(bytes, start, end)) {
      const place = { row: this.#line, ...damagedField(record) };
      this.onFault(fault(tableErrors.notUtf8, {}, { place }));
      return;
    }
    const double = doubleKey(text, record.size);
    if (double !== null) {
      const place = { row: this.#line, field: double };
      this.onFault(fault(tableErrors.doubleKey, { key: double }, { place }));
      return;
    }
    if (this.#keys === null) {
      const own = [...record.keys()];
      const has = new Set(own.map(canonicalName));
      const absent = this.optional.filter((name) => !has.has(canonicalName(name)));
      this.#keys = [...own, ...absent];
      this.#flat = new FlatObjects(own, this.#keys.length);
      const names = this.#encoder.encode(this.#keys, this.#line);
      this.onRow({ ...names, named: own.length });
    }
    const cells = cellsOf(record, this.#keys, text);
    if (cells === null) this.onFault(this.#notObject(text));
    else this.onRow(this.#encoder.encode(cells, this.#line));
  }

  #notObject(text: string): WeightkitError {
    const [, notNumber = null] = NOT_JSON.exec(text) ?? [];
    return fault(tableErrors.notObject, { notNumber }, { place: { row: this.#line } });
  }
}

/** The texts of a record's values; null when one is nested too deeply to have any. */
function cellsOf(
  record: ReadonlyMap<string, unknown>,
  keys: readonly string[],
  line: string,
): (string | null)[] | null {
  try {
    return keys.map((key) => {
      const value = record.get(key) ?? null;
      return value === null ? null : (bigNumber(value, key, line) ?? cellText(value));
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * A number that is not what the line has, as the line has it, so that one format reads as another: a whole number beyond 2^53 (some
 * names are numbers, and two of them could become one), or one that no double holds.
 */
function bigNumber(value: unknown, key: string, line: string): string | null {
  if (typeof value !== "number" || Math.abs(value) < 2 ** 53) return null;
  const source = numberSource(line, key);
  return source === null || (Number.isFinite(value) && /[.eE]/.test(source)) ? null : source;
}

function parseObject(text: string): Map<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return new Map<string, unknown>(Object.entries(value));
  } catch {
    return null;
  }
}

/** The first key with bytes that could not be read, as far as they are in a value. */
function damagedField(record: ReadonlyMap<string, unknown>): { readonly field?: string } {
  const [field] = [...record].find(([, value]) => cellText(value).includes(REPLACEMENT)) ?? [];
  return field === undefined ? {} : { field };
}
