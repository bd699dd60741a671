import { replayErrors } from "../errors/replay-errors.js";
import { fault, throwFaults, WeightkitError, type Place } from "../errors/weightkit-error.js";
import { readSmallTable, type TableRow } from "../history/formats/small-table.js";
import { topicOf, type History } from "../history/read-history.js";
import type { PerTopicSettings, TopicSettings } from "./plan.js";

const COLUMNS = {
  required: ["topic"],
  optional: ["inference_cadence", "weight_cadence", "value_scale", "truth_url", "truth_pointer"],
};

/** What all topics have unless the table overrides it. */
export type SharedByTopics = Pick<TopicSettings, "cadences" | "valueScale" | "route">;

/**
 * Per-topic settings from the bytes of a CSV file with `topic` and any of `inference_cadence`, `weight_cadence` (seconds), `value_scale`,
 * `truth_url` and `truth_pointer`. An empty field is what all have.
 * @param shown what errors call the file
 * @throws WeightkitError WK301 to WK307, WK341, WK342, WK610 and WK321 with all faults
 */
export function readTopicTable(
  table: Uint8Array,
  shown: string,
  history: History,
  shared: SharedByTopics,
): ReadonlyMap<string, PerTopicSettings> {
  const perTopic = new Map<string, PerTopicSettings>();
  const faults: WeightkitError[] = [];
  const known = new Set(history.topics.map((one) => one.topic));
  readSmallTable(table, shown, COLUMNS, (fields) => {
    const row = new Row(fields, faults);
    const topic = row.text(0);
    if (perTopic.has(topic)) row.bad(0, "a topic that no line before names");
    try {
      if (!known.has(topic)) topicOf(history, topic);
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      faults.push(new WeightkitError(error, { place: row.place(0) }));
    }
    perTopic.set(topic, row.settings(shared));
  });
  throwFaults(faults);
  return perTopic;
}

/** One line of the table. */
class Row {
  readonly #row: TableRow;
  readonly #faults: WeightkitError[];

  constructor(row: TableRow, faults: WeightkitError[]) {
    this.#row = row;
    this.#faults = faults;
  }

  text(column: number): string {
    return this.#row.text(column);
  }

  place(column: number): Place {
    return this.#row.place(column);
  }

  bad(column: number, wanted: string): void {
    const place = this.place(column);
    const args = { field: place.field ?? "", text: this.text(column), wanted };
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
