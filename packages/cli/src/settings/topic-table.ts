import { CsvLexer, type CsvFields } from "@weightkit/testkit/internal/history/formats/csv-lexer";
import { textOf } from "@weightkit/testkit/internal/history/formats/byte-text";
import { readHeader, type Header } from "@weightkit/testkit/internal/history/formats/header";
import { topicOf, type History } from "@weightkit/testkit/internal/history/read-history";
import {
  fault,
  throwFaults,
  WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import type { OwnSettings, SharedPlan } from "@weightkit/testkit/internal/replay/topics-plan";
import { usageErrors } from "../errors/usage-errors.js";
import { readBytes } from "../files/read.js";

const COLUMNS = ["topic", "inference_cadence", "weight_cadence", "value_scale"] as const;
const TRUTH = ["truth_url", "truth_pointer"] as const;

/** What all topics have unless the table says otherwise. */
export type Common = Pick<SharedPlan, "cadences" | "valueScale" | "route">;

/**
 * What topics have of their own, from a CSV file with `topic` and any of `inference_cadence`, `weight_cadence` (seconds), `value_scale`,
 * `truth_url` and `truth_pointer`. An empty field is what all have.
 * @param shown what errors call the file
 * @throws WeightkitError WK111, WK302 to WK307, WK127 and WK321 with all faults
 */
export function readTopicTable(
  path: string,
  shown: string,
  history: History,
  common: Common,
): ReadonlyMap<string, OwnSettings> {
  const own = new Map<string, OwnSettings>();
  const faults: WeightkitError[] = [];
  let header: Header | null = null;
  const lexer = new CsvLexer((fields) => {
    if (header === null) {
      header = readHeader(fields, shown, ["topic"], [...COLUMNS.slice(1), ...TRUTH]);
      return;
    }
    const row = new Row(fields, header, shown, faults);
    const topic = row.text(0);
    if (own.has(topic)) row.bad(0, "a topic that no line before names");
    try {
      topicOf(history, topic);
    } catch (error) {
      if (!(error instanceof WeightkitError)) throw error;
      faults.push(new WeightkitError(error, { place: row.place(0) }));
    }
    own.set(topic, row.settings(common));
  });
  lexer.push(readBytes(path, "the topics' settings", shown));
  lexer.end();
  throwFaults(faults);
  return own;
}

/** One line of the table. */
class Row {
  constructor(
    private readonly fields: CsvFields,
    private readonly header: Header,
    private readonly file: string,
    private readonly faults: WeightkitError[],
  ) {}

  /** A field by its place among all columns; empty where the file has no such column. */
  text(column: number): string {
    const { bytes, starts, ends, count } = this.fields;
    const at = this.header.at[column] ?? -1;
    return at < 0 || at >= count ? "" : textOf(bytes, starts[at] ?? 0, ends[at] ?? 0);
  }

  place(column: number): { file: string; row: number; field: string } {
    const field = [...COLUMNS, ...TRUTH][column] ?? "";
    return { file: this.file, row: this.fields.row, field };
  }

  bad(column: number, wanted: string): void {
    const place = this.place(column);
    const args = { field: place.field, text: this.text(column), wanted };
    this.faults.push(fault(usageErrors.badTopicField, args, { place }));
  }

  settings(common: Common): OwnSettings {
    const url = this.text(4);
    const pointer = this.text(5);
    if (url !== "" && !/^https?:\/\/\S*\{timestamp\}\S*$/i.test(url)) {
      this.bad(4, "a URL with {timestamp} in it");
    }
    const route =
      url === "" && pointer === ""
        ? common.route
        : { url: url === "" ? (common.route?.url ?? "") : url, pointer };
    return {
      cadences: {
        inference: this.#whole(1) ?? common.cadences.inference,
        weight: this.#whole(2) ?? common.cadences.weight,
      },
      valueScale: this.#whole(3) ?? common.valueScale ?? 1,
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
