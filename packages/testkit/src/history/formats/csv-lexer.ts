import { tableErrors } from "../../errors/table-errors.js";
import { fault } from "../../errors/weightkit-error.js";

const LF = 0x0a;
const CR = 0x0d;
const COMMA = 0x2c;
const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
const MAX_FIELDS = 1024;

/** Longest row that is read, in bytes. */
export const MAX_ROW_BYTES = 1 << 20;

/** One row's fields as ranges of bytes, valid until the handler returns. */
export interface CsvFields {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
  /** Line of the file where the row begins, from 1. */
  readonly row: number;
  /** How many of a header's names the file has itself; the rest are optional ones that rows may have. Default all. */
  readonly named?: number;
  /** Whether a spreadsheet may have written the texts, with an apostrophe before what it would run: see `csvField`. Default false. */
  readonly inert?: boolean;
}

/**
 * Cuts CSV (RFC 4180; LF or CRLF; blanks around fields dropped; blank lines skipped) that comes in chunks into rows of
 * byte ranges, without making a string of any field.
 */
export class CsvLexer {
  readonly #starts = new Int32Array(MAX_FIELDS);
  readonly #ends = new Int32Array(MAX_FIELDS);
  #rest: Uint8Array = new Uint8Array(0);
  #line = 1;
  #count = 0;
  #bytes = this.#rest;
  /** Lines that the row in hand spans. */
  #lines = 0;
  #doubled = false;

  constructor(readonly onRow: (fields: CsvFields) => void) {}

  /** @throws WeightkitError WK304-WK307, and whatever the handler throws. */
  push(chunk: Uint8Array): void {
    let bytes = chunk;
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length);
      bytes.set(this.#rest);
      bytes.set(chunk, this.#rest.length);
    }
    const done = this.#rows(bytes, false);
    this.#rest = bytes.slice(done);
    if (this.#rest.length > MAX_ROW_BYTES) {
      throw fault(tableErrors.rowTooLong, { limit: MAX_ROW_BYTES }, { place: { row: this.#line } });
    }
  }

  /** Reads the last row, which may lack its line end. */
  end(): void {
    this.#rows(this.#rest, true);
  }

  #rows(bytes: Uint8Array, final: boolean): number {
    this.#bytes = bytes;
    let at = 0;
    const fields = { bytes, starts: this.#starts, ends: this.#ends, count: 0, row: 0, inert: true };
    while (at < bytes.length) {
      const next = this.#row(at, final);
      if (next < 0) break;
      if (this.#doubled) this.#halveQuotes();
      fields.count = this.#count;
      fields.row = this.#line;
      const blank = this.#count === 1 && this.#starts[0] === this.#ends[0];
      if (!blank) this.onRow(fields);
      this.#line += this.#lines;
      at = next;
    }
    return at;
  }

  /** Finds the fields of the row at `at`; returns where the next row begins, or -1 when this one is not all there. */
  #row(at: number, final: boolean): number {
    const bytes = this.#bytes;
    this.#count = 0;
    this.#lines = 1;
    this.#doubled = false;
    let next = at;
    for (;;) {
      next = this.#skipBlanks(next);
      const end = bytes[next] === QUOTE ? this.#quoted(next, final) : this.#plain(next, final);
      if (end < 0) return -1;
      if (bytes[end] === COMMA) next = end + 1;
      else return Math.min(end + (bytes[end] === CR ? 2 : 1), bytes.length);
    }
  }

  #skipBlanks(at: number): number {
    let next = at;
    while (this.#bytes[next] === SPACE || this.#bytes[next] === TAB) next += 1;
    return next;
  }

  /** Returns the index of the comma, line end or end of file behind the field, or -1. */
  #plain(at: number, final: boolean): number {
    const bytes = this.#bytes;
    const { length } = bytes;
    let end = at;
    let byte = 0;
    while (end < length && (byte = bytes[end] ?? LF) !== COMMA && byte !== LF) end += 1;
    if (end === length && !final) return -1;
    let stop = end > at && byte !== COMMA && bytes[end - 1] === CR ? end - 1 : end;
    const close = stop;
    while (stop > at && (bytes[stop - 1] === SPACE || bytes[stop - 1] === TAB)) stop -= 1;
    this.#field(at, stop);
    return close;
  }

  #quoted(at: number, final: boolean): number {
    const bytes = this.#bytes;
    let end = at + 1;
    for (; ; end += 1) {
      if (end >= bytes.length) {
        if (final) throw fault(tableErrors.openQuote, {}, { place: { row: this.#line } });
        return -1;
      }
      if (bytes[end] === LF) this.#lines += 1;
      if (bytes[end] !== QUOTE) continue;
      if (bytes[end + 1] !== QUOTE) break;
      this.#doubled = true;
      end += 1;
    }
    if (end + 1 >= bytes.length && !final) return -1;
    this.#field(at + 1, end);
    const next = this.#skipBlanks(end + 1);
    if (next >= bytes.length) return final ? next : -1;
    if (bytes[next] === CR && next + 1 === bytes.length && !final) return -1;
    const closes = bytes[next] === COMMA || bytes[next] === LF;
    if (closes || (bytes[next] === CR && (bytes[next + 1] ?? LF) === LF)) return next;
    throw fault(tableErrors.strayQuote, {}, { place: { row: this.#line } });
  }

  #field(start: number, end: number): void {
    if (this.#count === MAX_FIELDS) {
      const args = { found: MAX_FIELDS + 1, wanted: MAX_FIELDS };
      throw fault(tableErrors.fieldCount, args, { place: { row: this.#line } });
    }
    this.#starts[this.#count] = start;
    this.#ends[this.#count++] = end;
  }

  /** Turns the doubled quotes of quoted fields into single ones, in place. */
  #halveQuotes(): void {
    const bytes = this.#bytes;
    for (let field = 0; field < this.#count; field += 1) {
      const start = this.#starts[field] ?? 0;
      const end = this.#ends[field] ?? 0;
      if (start === 0 || bytes[start - 1] !== QUOTE) continue;
      let to = start;
      for (let from = start; from < end; from += 1) {
        bytes[to++] = bytes[from] ?? 0;
        if (bytes[from] === QUOTE) from += 1;
      }
      this.#ends[field] = to;
    }
  }
}
