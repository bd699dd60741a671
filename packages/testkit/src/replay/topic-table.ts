import { replayErrors } from "../errors/replay-errors.js";
import { fault, throwFaults, WeightkitError, type Place } from "../errors/weightkit-error.js";
import { readSmallTable, type TableRow } from "../history/formats/small-table.js";
import { topicOf, type History } from "../history/read-history.js";
import type { Cadences, PerTopicSettings, TopicSettings } from "./plan.js";

const COLUMNS = {
  required: ["topic"],
  optional: ["inference_cadence", "weight_cadence", "value_scale", "truth_url", "truth_pointer"],
};

/** Cadences as far as they are known for all topics. */
export type KnownCadences = { readonly [Name in keyof Cadences]: number | null };

/** What all topics have unless the table overrides it. */
export interface SharedByTopics extends Pick<TopicSettings, "valueScale" | "route"> {
  readonly cadences: KnownCadences;
}

/** Per-topic settings, each with both of its cadences. */
export type TopicTable = ReadonlyMap<string, PerTopicSettings & { readonly cadences: Cadences }>;

/**
 * Per-topic settings from the bytes of a CSV file with `topic` and any of `inference_cadence`, `weight_cadence` (seconds), `value_scale`,
 * `truth_url` and `truth_pointer`. An empty field is what all have.
 * @param shown what errors call the file
 * @param replayed ids of the topics that need cadences: the table's, or else those that all share
 * @throws WeightkitError WK301 to WK307, WK341, WK342, WK610, WK614 and WK321 with all faults
 */
export function readTopicTable(
  table: Uint8Array,
  shown: string,
  history: History,
  shared: SharedByTopics,
  replayed: readonly string[],
): TopicTable {
  const perTopic = new Map<string, PerTopicSettings & { readonly cadences: Cadences }>();
  const faults: WeightkitError[] = [];
  const asked = new Set(replayed);
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
    perTopic.set(topic, row.settings(shared, asked.has(topic)));
  });
  for (const topic of replayed) {
    if (perTopic.has(topic)) continue;
    for (const name of CADENCES) {
      if (shared.cadences[name] === null) faults.push(noCadence(topic, name, { file: shown }));
    }
  }
  throwFaults(faults);
  return perTopic;
}

const CADENCES = ["inference", "weight"] as const;

function noCadence(topic: string, name: keyof Cadences, place: Place): WeightkitError {
  return fault(replayErrors.noCadence, { topic, name }, { place });
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

  /** @param isReplayed whether it needs cadences */
  settings(
    shared: SharedByTopics,
    isReplayed: boolean,
  ): PerTopicSettings & { readonly cadences: Cadences } {
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
        inference: this.#cadence(1, "inference", shared, isReplayed),
        weight: this.#cadence(2, "weight", shared, isReplayed),
      },
      valueScale: this.#whole(3) ?? shared.valueScale ?? 1,
      route,
    };
  }

  /** 0 where none is known: an error, or a topic that is not replayed. */
  #cadence(
    column: number,
    name: keyof Cadences,
    { cadences }: SharedByTopics,
    isReplayed: boolean,
  ): number {
    const known = this.#whole(column) ?? cadences[name];
    if (known === null && isReplayed && this.text(column) === "") {
      this.#faults.push(noCadence(this.text(0), name, this.place(column)));
    }
    return known ?? 0;
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
