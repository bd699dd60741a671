import { replayErrors } from "../errors/replay-errors.js";
import { fault, throwFaults, WeightkitError } from "../errors/weightkit-error.js";
import { CsvLexer, type CsvFields } from "../history/formats/csv-lexer.js";
import { textOf } from "../history/formats/byte-text.js";
import { readHeader, type Header } from "../history/formats/header.js";
import { topicOf, type History } from "../history/read-history.js";
import type { PerTopicSettings, TopicSettings } from "./plan.js";

const COLUMNS = ["topic", "inference_cadence", "weight_cadence", "value_scale"] as const;
const TRUTH = ["truth_url", "truth_pointer"] as const;

/** What all topics have unless the table overrides it. */
export type SharedByTopics = Pick<TopicSettings, "cadences" | "valueScale" | "route">;

/**
 * Per-topic settings from the bytes of a CSV file with `topic` and any of `inference_cadence`, `weight_cadence` (seconds), `value_scale`,
 * `truth_url` and `truth_pointer`. An empty field is what all have.
 * @param shown what errors call the file
 * @throws WeightkitError WK302 to WK307, WK610 and WK321 with all faults
 */
export function readTopicTable(
  table: Uint8Array,
  shown: string,
  history: History,
  shared: SharedByTopics,
): ReadonlyMap<string, PerTopicSettings> {
  const perTopic = new Map<string, PerTopicSettings>();
  const faults: WeightkitError[] = [];
  let header: Header | null = null;
  const lexer = new CsvLexer((fields) => {
    if (header === null) {
      header = readHeader(fields, shown, ["topic"], [...COLUMNS.slice(1), ...TRUTH]);
      return;
    }
    const row = new Row(fields, header, shown, faults);
    const topic = row.text(0);
    if (perTopic.has(topic)) row.bad(0, "a topic that no line before names");
    try {
      topicOf(history, topic);
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      faults.push(new WeightkitError(error, { place: row.place(0) }));
    }
    perTopic.set(topic, row.settings(shared));
  });
  lexer.push(table);
  lexer.end();
  throwFaults(faults);
  return perTopic;
}

/** One line of the table. */
class Row {
  readonly #fields: CsvFields;
  readonly #header: Header;
  readonly #file: string;
  readonly #faults: WeightkitError[];

  constructor(fields: CsvFields, header: Header, file: string, faults: WeightkitError[]) {
    this.#fields = fields;
    this.#header = header;
    this.#file = file;
    this.#faults = faults;
  }

  /** A field by its place among all columns; empty where the file has no such column. */
  text(column: number): string {
    const { bytes, starts, ends, count } = this.#fields;
    const at = this.#header.at[column] ?? -1;
    return at < 0 || at >= count ? "" : textOf(bytes, starts[at] ?? 0, ends[at] ?? 0);
  }

  place(column: number): { file: string; row: number; field: string } {
    const field = [...COLUMNS, ...TRUTH][column] ?? "";
    return { file: this.#file, row: this.#fields.row, field };
  }

  bad(column: number, wanted: string): void {
    const place = this.place(column);
    const args = { field: place.field, text: this.text(column), wanted };
    this.#faults.push(fault(replayErrors.badTopicField, args, { place }));
  }

  settings(shared: SharedByTopics): PerTopicSettings {
    const url = this.text(4);
    const pointer = this.text(5);
    if (url !== "" && !/^https?:\/\/\S*\{timestamp\}\S*$/i.test(url)) {
      this.bad(4, "a URL with {timestamp} in it");
    }
    const route =
      url === "" && pointer === ""
        ? (shared.route ?? null)
        : { url: url === "" ? (shared.route?.url ?? "") : url, pointer };
    return {
      cadences: {
        inference: this.#whole(1) ?? shared.cadences.inference,
        weight: this.#whole(2) ?? shared.cadences.weight,
      },
      valueScale: this.#whole(3) ?? shared.valueScale ?? 1,
      route,
    };
  }

  #whole(column: number): number | null {
    const text = this.text(column);
    if (text === "") return null;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    if (value >= 1) return value;
    this.bad(column, "a whole number from 1");
    return null;
  }
}
