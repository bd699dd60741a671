import type { OverallVerdict } from "../../metrics/overall.js";
import type { ReplaySummary } from "../../metrics/summary.js";
import { replayText } from "../text/replay-text.js";
import { embed } from "./embed.js";
import { htmlPage } from "./html-page.js";
import { PAGE_SCRIPT } from "./page-asset.js";
import type { PageData, PageInput, PageSeries } from "./page-data.js";
import { seriesBytes, shapeOf } from "./series-bytes.js";

/** One topic to report. */
export interface HtmlTopic {
  readonly summary: ReplaySummary;
  /** From a `SeriesAccumulator` that saw the same facts. */
  readonly series: PageSeries;
}

export interface HtmlOptions {
  /** Tool and version, e.g. `weightkit 0.1.0`. */
  readonly madeBy: string;
  /** Names by worker address (`workers.csv`). */
  readonly names?: ReadonlyMap<string, string>;
  readonly inputs?: readonly PageInput[];
  /** The command that reproduces the run. */
  readonly command?: string;
  /** What several topics show together (`Evaluation.overall`). */
  readonly overall?: OverallVerdict | null;
  /** Wall-clock milliseconds of the replay. Left out, equal replays give equal bytes. */
  readonly milliseconds?: number;
}

/**
 * The report of a replay as a page, see {@link htmlPage}. Without scripts it shows the text report.
 *
 * @param topics At least one; several get a chooser.
 */
export function htmlReport(topics: readonly HtmlTopic[], options: HtmlOptions): string {
  const { names = new Map<string, string>(), inputs = [], command, milliseconds } = options;
  const data: PageData = {
    version: 2,
    madeBy: options.madeBy,
    command: command ?? null,
    inputs,
    milliseconds: milliseconds ?? null,
    overall: options.overall ?? null,
    topics: topics.map(({ summary, series }) => ({
      summary,
      names: summary.workers.map((worker) => names.get(worker) ?? null),
      shape: shapeOf(series),
    })),
  };
  const title = `${topics[0]?.summary.logic.name ?? "weight logic"}: replay report`;
  const text = topics.map(({ summary }) => replayText(summary, { names })).join("\n\n");
  return htmlPage({
    ...{ title, text, script: PAGE_SCRIPT, madeBy: options.madeBy },
    data: [
      embed("data", JSON.stringify(data)),
      ...topics.map(({ series }, i) => embed(`series-${i}`, seriesBytes(series))),
    ],
  });
}
