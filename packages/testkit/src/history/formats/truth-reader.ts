import { historyErrors } from "../../errors/history-errors.js";
import { tableErrors } from "../../errors/table-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import { isUtf8, textOf } from "./byte-text.js";
import { column64 } from "./column.js";
import type { TruthColumns } from "../history.js";
import { Interner } from "./interner.js";
import { RowReader, type RowReaderOptions } from "./row-reader.js";
import { RowNumbers } from "./row-numbers.js";
import { isAscending, reordered, timeOrder } from "../time-order.js";

const COLUMNS = ["timestamp", "value", "available_at"] as const;
const [TIMESTAMP, VALUE, AVAILABLE, TOPIC] = [0, 1, 2, 3];

/** Reads `[topic,]timestamp,value,available_at` into columns, topic by topic. */
export class TruthReader extends RowReader {
  protected override readonly contents = "truth";
  readonly #topics = new Interner();
  readonly #drafts: Draft[] = [];

  constructor(options: RowReaderOptions) {
    super(options, COLUMNS);
  }

  protected override row(row: number): void {
    const timestamp = this.timestamp(TIMESTAMP);
    const availableAt = this.timestamp(AVAILABLE);
    const value = this.number(VALUE);
    if (value !== null && !Number.isFinite(value) && this.options.texts !== true) {
      const text = this.quoted(VALUE);
      this.fault(fault(historyErrors.badTruth, { text }, { place: this.place(VALUE) }));
      return;
    }
    if (availableAt < timestamp) {
      const place = this.place(AVAILABLE);
      this.fault(fault(historyErrors.earlyTruth, { timestamp, availableAt }, { place }));
      return;
    }
    if (value === null || Number.isNaN(timestamp + availableAt)) return;
    const topic = this.topic(TOPIC, this.#topics);
    if (topic < 0) return;
    const texts = this.options.texts === true;
    if (texts && !isUtf8(this.bytes, this.start(VALUE), this.stop(VALUE))) {
      this.fault(fault(tableErrors.notUtf8, {}, { place: this.place(VALUE) }));
      return;
    }
    const draft = (this.#drafts[topic] ??= new Draft());
    draft.push(timestamp, value, availableAt, row);
    if (texts) draft.pushText(textOf(this.bytes, this.textStart(VALUE), this.stop(VALUE)));
  }

  /**
   * The columns by topic (`""` without a topic column).
   * @throws WeightkitError all faults of the files, duplicates included.
   */
  finish(): { readonly topics: Map<string, TruthColumns>; readonly warnings: ErrorReport[] } {
    const topics = new Map<string, TruthColumns>();
    const { file } = this;
    const { faults } = this.options;
    const warning = fault(historyErrors.unordered, {}, { place: { file } });
    let warnings: ErrorReport[] = [];
    this.#drafts.forEach((draft, id) => {
      const built = draft.build();
      if (built.unordered) warnings = [warning.report()];
      for (const double of built.duplicates) {
        const { row: firstRow } = this.placeOf(double.firstRow);
        const place = { ...this.placeOf(double.row), field: "timestamp" };
        faults.add(fault(historyErrors.duplicateTruth, { ...double, firstRow }, { place }));
      }
      topics.set(this.#topics.texts[id] ?? "", built.columns);
    });
    faults.throwIfAny();
    return { topics, warnings };
  }
}

interface Duplicate {
  readonly timestamp: number;
  readonly row: number;
  readonly firstRow: number;
}

class Draft {
  readonly #timestamps = column64();
  readonly #values = column64();
  readonly #availableAt = column64();
  readonly #rows = new RowNumbers();
  #texts: string[] | null = null;

  push(timestamp: number, value: number, availableAt: number, row: number): void {
    this.#timestamps.push(timestamp);
    this.#values.push(value);
    this.#availableAt.push(availableAt);
    this.#rows.push(row);
  }

  pushText(text: string): void {
    (this.#texts ??= []).push(text);
  }

  build(): {
    readonly columns: TruthColumns;
    readonly unordered: boolean;
    readonly duplicates: readonly Duplicate[];
  } {
    let timestamps = this.#timestamps.finish();
    let values = this.#values.finish();
    let availableAt = this.#availableAt.finish();
    let rowOf = this.#rows.finish();
    let texts = this.#texts;
    const unordered = !isAscending(timestamps);
    if (unordered) {
      const order = timeOrder(timestamps);
      timestamps = reordered(timestamps, order);
      values = reordered(values, order);
      availableAt = reordered(availableAt, order);
      const before = rowOf;
      rowOf = (index) => before(order[index] ?? 0);
      const given = texts;
      if (given !== null) texts = Array.from(order, (row) => given[row] ?? "");
    }
    const duplicates: Duplicate[] = [];
    for (let i = 1; i < values.length && duplicates.length <= 1000; i += 1) {
      const timestamp = timestamps[i] ?? 0;
      if (timestamps[i - 1] !== timestamp) continue;
      duplicates.push({ timestamp, row: rowOf(i), firstRow: rowOf(i - 1) });
    }
    return {
      columns: { length: values.length, timestamps, values, texts, availableAt },
      unordered,
      duplicates,
    };
  }
}
