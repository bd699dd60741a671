import { historyErrors } from "../errors/history-errors.js";
import { fault, WeightkitError, type Place } from "../errors/weightkit-error.js";
import { decimalNumber, textOf, wholeNumber } from "./byte-text.js";
import { CsvLexer, type CsvFields } from "./csv-lexer.js";
import type { Faults } from "./faults.js";
import type { Interner } from "./interner.js";
import { readHeader, type Header } from "./header.js";

/** From here on a timestamp cannot be seconds (the year 5138) and must be milliseconds or smaller. */
const NOT_SECONDS = 1e11;
const LONGEST_SHOWN = 40;

export interface RowReaderOptions {
  /** Name of the file, for faults. */
  readonly file: string;
  readonly faults: Faults;
  /** Most rows that are read. */
  readonly maxRows: number;
  /** Whether values may be any text. Default false. */
  readonly texts?: boolean;
}

/** What both kinds of history file share: header, width of rows, timestamps, and where faults are. */
export abstract class RowReader {
  readonly #lexer = new CsvLexer((fields) => {
    this.#read(fields);
  });
  #header: Header | null = null;
  #fields: CsvFields | null = null;
  #rows = 0;
  #secondsSeen = false;
  #unitsTold = false;

  protected constructor(
    readonly options: RowReaderOptions,
    readonly columns: readonly string[],
  ) {}

  /** Whether the file has the optional column `topic`. */
  get hasTopics(): boolean {
    return (this.#header?.at[this.columns.length] ?? -1) >= 0;
  }

  push(chunk: Uint8Array): void {
    this.#guard(() => {
      this.#lexer.push(chunk);
    });
  }

  end(): void {
    this.#guard(() => {
      this.#lexer.end();
    });
    const { file, faults } = this.options;
    if (this.#header === null)
      faults.add(fault(historyErrors.empty, { file }, { place: { file } }));
    else if (this.#rows === 0)
      faults.add(fault(historyErrors.noRows, { file }, { place: { file } }));
  }

  /** Takes one row; index `i` of the fields below is that of `columns`, then `topic`. */
  protected abstract row(row: number): void;

  protected start(column: number): number {
    return this.#fields?.starts[this.#header?.at[column] ?? -1] ?? 0;
  }

  protected stop(column: number): number {
    return this.#fields?.ends[this.#header?.at[column] ?? -1] ?? 0;
  }

  protected get bytes(): Uint8Array {
    return this.#fields?.bytes ?? new Uint8Array(0);
  }

  /** The timestamp of a column, or NaN after noting a fault. */
  protected timestamp(column: number): number {
    const value = wholeNumber(this.bytes, this.start(column), this.stop(column));
    if (value < NOT_SECONDS) {
      this.#secondsSeen = true;
      return value;
    }
    if (Number.isNaN(value)) {
      this.fault(
        fault(
          historyErrors.badTimestamp,
          { text: this.quoted(column) },
          { place: this.place(column) },
        ),
      );
    } else if (!this.#unitsTold) {
      this.#unitsTold = true;
      const row = this.#secondsSeen ? historyErrors.mixedUnits : historyErrors.milliseconds;
      this.fault(fault(row, { text: this.quoted(column) }, { place: this.place(column) }));
    }
    return NaN;
  }

  /**
   * The number of a column, or null after noting a fault. NaN and infinities are numbers here; where values may be any text,
   * one that is no number is NaN.
   */
  protected number(column: number): number | null {
    const value = decimalNumber(this.bytes, this.start(column), this.stop(column));
    if (value === null && this.options.texts === true) return NaN;
    if (value === null) {
      this.fault(
        fault(
          historyErrors.badNumber,
          { text: this.quoted(column) },
          { place: this.place(column) },
        ),
      );
    }
    return value;
  }

  /** Id of the row's topic, 0 without a topic column, or -1 after noting a fault. */
  protected topic(column: number, topics: Interner): number {
    if (!this.hasTopics) return 0;
    const [start, stop] = [this.start(column), this.stop(column)];
    if (start < stop) return topics.idOf(this.bytes, start, stop);
    this.fault(fault(historyErrors.noTopic, {}, { place: this.place(column) }));
    return -1;
  }

  protected fault(found: WeightkitError): void {
    this.options.faults.add(found);
  }

  protected place(column: number): Place {
    return {
      file: this.options.file,
      row: this.#fields?.row ?? 0,
      field: this.columns[column] ?? "topic",
    };
  }

  /** A column's text in quotes, shortened. */
  protected quoted(column: number): string {
    const text = textOf(this.bytes, this.start(column), this.stop(column));
    return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
  }

  #read(fields: CsvFields): void {
    this.#fields = fields;
    if (this.#header === null) {
      this.#header = readHeader(fields, this.options.file, this.columns, ["topic"]);
      return;
    }
    if (++this.#rows > this.options.maxRows) {
      throw fault(
        historyErrors.tooManyRows,
        { limit: this.options.maxRows },
        { place: this.#rowPlace() },
      );
    }
    if (fields.count === this.#header.width) this.row(fields.row);
    else {
      const args = { found: fields.count, wanted: this.#header.width };
      this.fault(fault(historyErrors.fieldCount, args, { place: this.#rowPlace() }));
    }
  }

  #rowPlace(): Place {
    return { file: this.options.file, row: this.#fields?.row ?? 0 };
  }

  /** What ends the reading is told after the faults found before it. */
  #guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof WeightkitError) || error.others.length > 0) throw error;
      const { file, faults } = this.options;
      if (error.place?.file !== undefined) faults.add(error);
      else {
        const { code, exit, message, hint } = error;
        faults.add(
          new WeightkitError({ code, exit, message, hint }, { place: { file, ...error.place } }),
        );
      }
      faults.throwIfAny();
    }
  }
}
