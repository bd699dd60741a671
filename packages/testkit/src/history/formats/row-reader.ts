import { historyErrors } from "../../errors/history-errors.js";
import { tableErrors } from "../../errors/table-errors.js";
import type { Descriptor } from "../../errors/descriptor.js";
import { fault, WeightkitError, type Place } from "../../errors/weightkit-error.js";
import { decimalNumber, textOf, wholeNumber } from "./byte-text.js";
import type { CsvFields } from "./csv-lexer.js";
import type { Faults } from "./faults.js";
import type { Interner } from "./interner.js";
import { isoSeconds } from "../../numbers/iso-time.js";
import { readHeader, type Header } from "./header.js";
import { partitionTopic } from "./partition.js";
import { MISSING } from "../write/record-encoder.js";

/** From here on a timestamp cannot be seconds (the year 5138) and must be milliseconds or smaller. */
const NOT_SECONDS = 1e11;
const LONGEST_SHOWN = 40;
/** Lengths of `2024-01-01` and of `2024-01-01T00:00:00.000000000 +00:00`, in bytes. */
const SHORTEST_ISO = 10;
const LONGEST_ISO = 36;
/** Apostrophe, and the signs that make a spreadsheet run a cell: see {@link csvField}. */
const APOSTROPHE = 0x27;
const FORMULA = new Set([0x3d, 0x2b, 0x40]);

export type ValueOf = "inference" | "truth";

const NO_FIELDS: CsvFields = {
  bytes: new Uint8Array(0),
  starts: new Int32Array(0),
  ends: new Int32Array(0),
  count: 0,
  row: 0,
};

export interface RowReaderOptions {
  readonly faults: Faults;
  /** Most rows that are read, of all files. */
  readonly maxRows: number;
  /** Whether values may be any text. Default false. */
  readonly texts?: boolean;
  /** Whether a later row of a worker at a timestamp takes the place of the one before, in place of being a fault. Default false. */
  readonly keepLast?: boolean;
  /** Called after every {@link PROGRESS_ROWS} rows with how many there were, of all files. */
  readonly onProgress?: (rows: number) => void;
}

/** About as many as are read between two paints of a progress line. */
const PROGRESS_ROWS = 100_000;

/** A file among those that are read one after the other, and the number of records before it. */
interface OpenFile {
  readonly name: string;
  readonly before: number;
}

/**
 * What both kinds of history share, whatever the file format: header, width of rows, timestamps, topics, and where faults are.
 * Takes the records of one or more files: `open`, `fields` for the names and then for each record, `close`; and again.
 */
export abstract class RowReader {
  readonly #files: OpenFile[] = [];
  #topics: boolean | null = null;
  #header: Header | null = null;
  /** The record in hand. */
  #fields: CsvFields = NO_FIELDS;
  /** Where the wanted columns stand in a record of the file; -1 for one that is not there. */
  #at = new Int32Array(0);
  #hasOptional = false;
  /** The file's topic by its folder, UTF-8. */
  #partition: Uint8Array | null = null;
  #rows = 0;
  #fileRows = 0;
  /** Row of the last record, counted on from file to file. */
  #lastRow = 0;
  #secondsSeen = false;
  #hasNamedUnits = false;

  protected constructor(
    readonly options: RowReaderOptions,
    readonly columns: readonly string[],
    /** Columns that may be there; their fields come after `topic`. */
    readonly optional: readonly string[] = [],
  ) {}

  /** Whether the files have the optional column `topic`, or folders that name it. */
  get hasTopics(): boolean {
    return this.#topics === true;
  }

  /** The file being read. */
  get file(): string {
    return this.#files.at(-1)?.name ?? "";
  }

  /** Begins a file; a topic that stands in the name of its folder is that of all its rows. */
  open(name: string): void {
    this.#files.push({ name, before: this.#lastRow });
    const topic = partitionTopic(name);
    this.#partition = topic === null ? null : new TextEncoder().encode(topic);
    this.#header = null;
    this.#fileRows = 0;
  }

  /** Takes the file's column names, the first time, and then a record. */
  fields(fields: CsvFields): void {
    this.#fields = fields;
    if (this.#header === null) {
      this.#header = readHeader(fields, this.file, this.columns, ["topic", ...this.optional]);
      this.#at = Int32Array.from(this.#header.at);
      this.#hasOptional = this.#at.subarray(this.columns.length + 1).some((index) => index >= 0);
      this.#checkTopics(this.#header);
      return;
    }
    this.#fileRows += 1;
    this.#lastRow = (this.#files.at(-1)?.before ?? 0) + fields.row;
    if ((this.#rows += 1) > this.options.maxRows) {
      const args = { limit: this.options.maxRows };
      throw fault(tableErrors.tooManyRows, args, { place: this.#rowPlace() });
    }
    if (this.#rows % PROGRESS_ROWS === 0) this.options.onProgress?.(this.#rows);
    if (fields.count === this.#header.width) this.row(this.#lastRow);
    else {
      const args = { found: fields.count, wanted: this.#header.width };
      this.fault(fault(tableErrors.fieldCount, args, { place: this.#rowPlace() }));
    }
  }

  /** Ends a file. */
  close(): void {
    const place = { file: this.file };
    if (this.#header === null) this.fault(fault(tableErrors.empty, { columns: null }, { place }));
    else if (this.#fileRows === 0) this.fault(fault(tableErrors.noRows, {}, { place }));
  }

  /** Notes what whoever cut the file into records found in it. @throws WeightkitError all faults, at the limit */
  note(found: WeightkitError): void {
    const { code, exit, message, hint, cause } = found;
    const place = { file: this.file, ...found.place };
    this.fault(new WeightkitError({ code, exit, message, hint }, { place, cause }));
  }

  /** Notes what ended the reading of a file, after the faults before it. @throws WeightkitError all of them */
  breakOff(error: WeightkitError): void {
    this.note(error);
    this.options.faults.throwIfAny();
  }

  /** Where the record is that `row` was called for. */
  protected placeOf(row: number): { readonly file: string; readonly row: number } {
    const index = this.#files.findLastIndex(({ before }, i) => i === 0 || before < row);
    const { name = "", before = 0 } = this.#files[index] ?? {};
    return { file: name, row: row - before };
  }

  #checkTopics({ at }: Header): void {
    const topics = (at[this.columns.length] ?? -1) >= 0 || this.#partition !== null;
    if (this.#topics !== null && this.#topics !== topics) {
      const [first = "", now] = [this.#files[0]?.name, this.file];
      const [withTopic, file] = topics ? [now, first] : [first, now];
      throw fault(historyErrors.topicColumnOnOneSide, { withTopic }, { place: { file } });
    }
    this.#topics = topics;
  }

  /** Takes one record; `row` counts on from file to file. Index `i` of the fields below is that of `columns`, then `topic`. */
  protected abstract row(row: number): void;

  /** A field's whole number of at most 15 digits, or NaN. */
  protected whole(column: number): number {
    return wholeNumber(this.bytes, this.start(column), this.stop(column));
  }

  /** Whether the file has one of the optional columns. */
  protected get hasOptional(): boolean {
    return this.#hasOptional;
  }

  /** Whether the file has a column. */
  protected has(column: number): boolean {
    return (this.#at[column] ?? -1) >= 0;
  }

  /** Where the field of a column that the file has begins in `bytes`. */
  protected start(column: number): number {
    return this.#fields.starts[this.#at[column] ?? 0] ?? 0;
  }

  /** Where it ends. */
  protected stop(column: number): number {
    return this.#fields.ends[this.#at[column] ?? 0] ?? 0;
  }

  protected get bytes(): Uint8Array {
    return this.#fields.bytes;
  }

  /** The timestamp of a column, UNIX seconds or ISO 8601, or NaN after noting a fault. */
  protected timestamp(column: number): number {
    const value = this.#time(this.start(column), this.stop(column));
    if (value < NOT_SECONDS) {
      this.#secondsSeen = true;
      return value;
    }
    if (Number.isNaN(value) && !this.#isSmallUnits(column))
      this.badCell(column, historyErrors.badTimestamp);
    else if (!this.#hasNamedUnits) {
      this.#hasNamedUnits = true;
      const row = this.#secondsSeen ? historyErrors.mixedUnits : historyErrors.smallUnits;
      const digits = this.stop(column) - this.start(column);
      const place = this.place(column);
      this.fault(fault(row, { text: this.quoted(column), digits }, { place }));
    }
    return NaN;
  }

  /** Whether a cell holds a count of micro- or nanoseconds: more digits than a whole number here has. */
  #isSmallUnits(column: number): boolean {
    return /^\d{16,19}$/.test(textOf(this.bytes, this.start(column), this.stop(column)));
  }

  /** A block's time is never before 1970: the chain counts it without a sign. */
  #time(start: number, end: number): number {
    const value = wholeNumber(this.bytes, start, end);
    if (!Number.isNaN(value) || end - start < SHORTEST_ISO || end - start > LONGEST_ISO)
      return value;
    const seconds = isoSeconds(textOf(this.bytes, start, end)) ?? NaN;
    return seconds >= 0 ? seconds : NaN;
  }

  /**
   * The number of a column, or null after noting a fault. NaN and infinities are numbers here; where values may be any text,
   * one that is not a number is NaN.
   */
  protected number(column: number): number | null {
    const value = decimalNumber(this.bytes, this.start(column), this.stop(column));
    if (value !== null) return value;
    if (this.options.texts === true && this.start(column) !== MISSING) return NaN;
    this.badCell(column, historyErrors.badNumber);
    return null;
  }

  /** Id of the row's topic, 0 without a topic column, or -1 after noting a fault. */
  protected topic(column: number, topics: Interner): number {
    if (!this.hasTopics) return 0;
    const partition = this.#partition;
    if (partition !== null && !this.has(column)) return topics.idOf(partition, 0, partition.length);
    return this.name(column, topics, historyErrors.noTopic);
  }

  /** Id of a name that must not be empty, or -1 after noting a fault. */
  protected name(column: number, names: Interner, empty: Descriptor<object>): number {
    if (this.start(column) < this.stop(column)) return this.text(column, names);
    this.fault(fault(empty, {}, { place: this.place(column) }));
    return -1;
  }

  /** Id of a text, or -1 after noting a fault. */
  protected text(column: number, texts: Interner): number {
    const start = this.textStart(column);
    const id = texts.idOf(this.bytes, start, this.stop(column));
    if (texts.damaged.size === 0 || !texts.damaged.has(id)) return id;
    this.fault(fault(tableErrors.notUtf8, {}, { place: this.place(column) }));
    return -1;
  }

  /** Where a column's text begins: in CSV behind the apostrophe that a writer put before what a spreadsheet would run. */
  protected textStart(column: number): number {
    const start = this.start(column);
    if (this.bytes[start] !== APOSTROPHE || this.#fields.inert !== true) return start;
    const stop = this.stop(column);
    let at = start + 1;
    while (at < stop && this.bytes[at] === APOSTROPHE) at += 1;
    return at < stop && FORMULA.has(this.bytes[at] ?? 0) ? start + 1 : start;
  }

  /** Whose value the rows hold. */
  protected abstract readonly contents: ValueOf;

  protected badCell(column: number, row: Descriptor<{ text: string; of: ValueOf }>): void {
    const place = this.place(column);
    // Writers of tables make a missing value an empty field in CSV and a null elsewhere: one thing, one fault.
    const missing = this.start(column) === this.stop(column);
    this.fault(
      missing
        ? this.#missing(column)
        : fault(row, { text: this.quoted(column), of: this.contents }, { place }),
    );
  }

  #missing(column: number): WeightkitError {
    const place = this.place(column);
    return fault(tableErrors.missingKey, { key: place.field ?? "" }, { place });
  }

  protected fault(found: WeightkitError): void {
    this.options.faults.add(found);
  }

  protected place(column: number): Place {
    return {
      file: this.file,
      row: this.#fields.row,
      field: [...this.columns, "topic", ...this.optional][column] ?? "",
    };
  }

  /** A column's text in quotes, shortened. */
  protected quoted(column: number): string {
    const text = textOf(this.bytes, this.start(column), this.stop(column));
    return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
  }

  #rowPlace(): Place {
    return { file: this.file, row: this.#fields.row };
  }
}
