import { ATTACHMENTS, type AttachmentName, type Attachments } from "../../chain/attachments.js";
import { historyErrors } from "../../errors/history-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import { column32, column64, type Column32 } from "./column.js";
import type { InferenceColumns } from "../history.js";
import { Interner } from "./interner.js";
import { RowReader, type RowReaderOptions } from "./row-reader.js";
import { withoutOverwritten } from "../write/overwritten.js";
import { RowNumbers } from "./row-numbers.js";
import { isAscending, reordered, timeOrder } from "../time-order.js";

const COLUMNS = ["timestamp", "worker", "value"] as const;
const [TIMESTAMP, WORKER, VALUE, TOPIC, MESSAGE, EXTRA_DATA, PROOF] = [0, 1, 2, 3, 4, 5, 6];
const MAX_MESSAGE = 0xffffffff;

/** What a row has in the optional columns: the number of its message, and ids of attached texts; 0 where it has none. */
type Extras = Readonly<Record<ExtraName, number>>;
type ExtraName = "message" | AttachmentName;
const EXTRAS: readonly ExtraName[] = ["message", ...ATTACHMENTS];
const NO_EXTRAS: Extras = { message: 0, extra_data: 0, proof: 0 };

/**
 * Reads `[topic,]timestamp,worker,value[,message][,extra_data][,proof]` into columns, topic by topic. Messages of one block are numbered;
 * the chain keeps the inferences of the last.
 */
export class InferenceReader extends RowReader {
  protected override readonly contents = "inference";
  readonly #topics = new Interner();
  readonly #workers = new Interner();
  readonly #texts = new Interner();
  /** Attached texts; id 0 is the empty one. */
  readonly #attached = new Interner();
  readonly #drafts: Draft[] = [];

  constructor(options: RowReaderOptions) {
    super(options, COLUMNS, EXTRAS);
    this.#attached.idOf(new Uint8Array(0), 0, 0);
  }

  /** Addresses of all topics, in order of first appearance. */
  get workers(): readonly string[] {
    return this.#workers.texts;
  }

  protected override row(row: number): void {
    const timestamp = this.timestamp(TIMESTAMP);
    const value = this.number(VALUE);
    const worker = this.name(WORKER, this.#workers, historyErrors.noWorker);
    const text = this.options.texts === true && value !== null ? this.text(VALUE, this.#texts) : 0;
    const topic = this.topic(TOPIC, this.#topics);
    const extras = this.hasOptional ? this.#extras() : NO_EXTRAS;
    if (Number.isNaN(timestamp) || value === null || extras === null) return;
    if (worker < 0 || text < 0 || topic < 0) return;
    const draft = (this.#drafts[topic] ??= new Draft());
    draft.push(timestamp, worker, value, row);
    if (this.options.texts === true) draft.pushText(text);
    if (extras !== NO_EXTRAS) draft.attach(extras);
  }

  /** What the row has in the optional columns, or null after noting a fault. */
  #extras(): Extras | null {
    const message = this.#message();
    const extraData = this.#attachment(EXTRA_DATA);
    const proof = this.#attachment(PROOF);
    if (message < 0 || extraData < 0 || proof < 0) return null;
    if (message === 0 && extraData === 0 && proof === 0) return NO_EXTRAS;
    return { message, extra_data: extraData, proof };
  }

  /** Id of an attached text, 0 where the row has none, or -1 after noting a fault. */
  #attachment(column: number): number {
    if (!this.has(column) || this.start(column) === this.stop(column)) return 0;
    return this.text(column, this.#attached);
  }

  /** The number of the message within its block, 0 where the row has none, or -1 after noting a fault. */
  #message(): number {
    if (!this.has(MESSAGE) || this.start(MESSAGE) === this.stop(MESSAGE)) return 0;
    const number = this.whole(MESSAGE);
    if (number <= MAX_MESSAGE) return number;
    this.badCell(MESSAGE, historyErrors.badMessage);
    return -1;
  }

  /**
   * The columns by topic (`""` without a topic column), in order of first appearance.
   * @throws WeightkitError all faults of the files, duplicates included.
   */
  finish(): { readonly topics: Map<string, InferenceColumns>; readonly warnings: ErrorReport[] } {
    const topics = new Map<string, InferenceColumns>();
    const { file } = this;
    const { faults } = this.options;
    const warning = fault(historyErrors.unordered, {}, { place: { file } });
    let warnings: ErrorReport[] = [];
    const overwritten: { rows: number; worker: string; timestamp: number }[] = [];
    this.#drafts.forEach((draft, id) => {
      const built = draft.build(
        this.workers,
        this.options.texts === true ? this.#texts.texts : null,
        this.#attached.texts,
      );
      if (built.unordered) warnings = [warning.report()];
      const [first] = built.duplicates;
      if (this.options.keepLast === true && first !== undefined && !built.columns.messages) {
        const { columns, dropped } = withoutOverwritten(built.columns);
        overwritten.push({ ...first, rows: dropped });
        topics.set(this.#topics.texts[id] ?? "", columns);
        return;
      }
      for (const double of built.duplicates) {
        const { row: firstRow } = this.placeOf(double.firstRow);
        const place = { ...this.placeOf(double.row), field: "timestamp" };
        faults.add(fault(historyErrors.duplicateInference, { ...double, firstRow }, { place }));
      }
      topics.set(this.#topics.texts[id] ?? "", built.columns);
    });
    faults.throwIfAny();
    const [first] = overwritten;
    if (first !== undefined) {
      const args = { ...first, rows: overwritten.reduce((sum, { rows }) => sum + rows, 0) };
      const place = { file: this.placeOf(0).file };
      warnings.push(fault(historyErrors.overwritten, args, { place }).report());
    }
    return { topics, warnings };
  }
}

interface Duplicate {
  readonly worker: string;
  readonly timestamp: number;
  readonly row: number;
  readonly firstRow: number;
}

/** One topic's rows while they are read. */
class Draft {
  readonly #timestamps = column64();
  readonly #workerIds = column32();
  readonly #values = column64();
  readonly #rows = new RowNumbers();
  readonly #textIds = column32();
  /** Columns of what rows have beyond the values, up to the last row that has it. */
  readonly #extras = new Map<ExtraName, Column32>();
  /** This topic's worker ids by the file's. */
  readonly #local: number[] = [];
  readonly #mine: number[] = [];

  push(timestamp: number, worker: number, value: number, row: number): void {
    let local = this.#local[worker];
    if (local === undefined) {
      local = this.#mine.push(worker) - 1;
      this.#local[worker] = local;
    }
    this.#timestamps.push(timestamp);
    this.#workerIds.push(local);
    this.#values.push(value);
    this.#rows.push(row);
  }

  pushText(id: number): void {
    this.#textIds.push(id);
  }

  /** Notes what the row pushed last has beyond its value. */
  attach(extras: Extras): void {
    for (const name of EXTRAS) {
      if (extras[name] === 0) continue;
      const column = this.#extras.get(name) ?? column32();
      this.#extras.set(name, column);
      while (column.length < this.#values.length - 1) column.push(0);
      column.push(extras[name]);
    }
  }

  build(
    addresses: readonly string[],
    dictionary: readonly string[] | null,
    attachedTexts: readonly string[],
  ): {
    readonly columns: InferenceColumns;
    readonly unordered: boolean;
    readonly duplicates: readonly Duplicate[];
  } {
    const workers = this.#mine.map((id) => addresses[id] ?? "");
    let timestamps = this.#timestamps.finish();
    let workerIds = this.#workerIds.finish();
    let values = this.#values.finish();
    let rowOf = this.#rows.finish();
    let textIds = this.#textIds.finish();
    const unordered = !isAscending(timestamps);
    const order = unordered ? timeOrder(timestamps) : null;
    const messages = this.#messages(order);
    const attachments = this.#attachments(attachedTexts, order);
    if (order !== null) {
      timestamps = reordered(timestamps, order);
      workerIds = reordered(workerIds, order);
      values = reordered(values, order);
      const given = rowOf;
      rowOf = (index) => given(order[index] ?? 0);
      textIds = dictionary === null ? textIds : reordered(textIds, order);
    }
    const texts = dictionary === null ? null : Array.from(textIds, (id) => dictionary[id] ?? "");
    const columns = {
      ...{ length: values.length, timestamps, workerIds, values, texts, workers },
      ...(messages === null ? {} : { messages }),
      ...(attachments === null ? {} : { attachments }),
    };
    return { columns, unordered, duplicates: findDuplicates(columns, rowOf) };
  }

  /** The numbers of messages by row, or null when no row has one. */
  #messages(order: Uint32Array | null): Uint32Array | null {
    const column = this.#extras.get("message");
    if (column === undefined) return null;
    while (column.length < this.#values.length) column.push(0);
    const numbers = column.finish();
    return order === null ? numbers : reordered(numbers, order);
  }

  #attachments(dictionary: readonly string[], order: Uint32Array | null): Attachments | null {
    const found: Partial<Record<AttachmentName, readonly string[]>> = {};
    for (const name of ATTACHMENTS) {
      const ids = this.#extras.get(name)?.finish();
      if (ids === undefined) continue;
      const text = (row: number): string => dictionary[ids[row] ?? 0] ?? "";
      found[name] = Array.from({ length: this.#values.length }, (_, row) =>
        text(order?.[row] ?? row),
      );
    }
    return Object.keys(found).length === 0 ? null : found;
  }
}

/** Second answers of a worker at one timestamp; needs columns in order of time. */
function findDuplicates(columns: InferenceColumns, rowOf: (index: number) => number): Duplicate[] {
  const { timestamps, workerIds, workers, length, messages } = columns;
  const lastAt = new Int32Array(workers.length).fill(-1);
  const found: Duplicate[] = [];
  for (let i = 0; i < length; i += 1) {
    const id = workerIds[i] ?? 0;
    const timestamp = timestamps[i] ?? 0;
    const before = lastAt[id] ?? -1;
    const again = before >= 0 && timestamps[before] === timestamp;
    if (again && messages?.[before] === messages?.[i]) {
      found.push({
        worker: workers[id] ?? "",
        timestamp,
        row: rowOf(i),
        firstRow: rowOf(before),
      });
      if (found.length > 1000) break;
    }
    lastAt[id] = i;
  }
  return found;
}
