import type { ChartChoices } from "./choices.js";
import type { Line } from "./line.js";

/** What a line chart over time draws. */
export interface ChartSpec {
  /** What the chart shows, in one sentence, for those who do not see it. */
  readonly describe: string;
  /** UNIX seconds, ascending. */
  readonly times: Float64Array;
  readonly lines: readonly Line[];
  /** How a value is read out. */
  readonly format: (value: number) => string;
  /** Of the upright axis: what the values are, with their unit. */
  readonly title?: string;
  readonly height?: number;
  /** What the reader has done to a chart of the same name; changed as the reader goes on. */
  readonly choices?: ChartChoices;
  /** Keeps zero in view. */
  readonly fromZero?: boolean;
  /** Where the scale ends, whatever the values. */
  readonly most?: number;
  /** Seconds beyond which neighbours are not joined by a line: nothing happened in between. */
  readonly apart?: number;
  /** Called with the time and place that the values are read at, instead of a legend of the chart's own. */
  readonly onRead?: (index: number, when: string) => string;
}
