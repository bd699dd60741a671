import { createHash } from "node:crypto";
import type { OverallVerdict } from "../../metrics/overall.js";
import type { ReplaySummary } from "../../metrics/summary.js";
import { safeText } from "../text/untrusted.js";
import { replayText } from "../text/replay-text.js";
import { embed } from "./embed.js";
import { escapeHtml } from "./escape.js";
import { PAGE_SCRIPT, PAGE_STYLE } from "./page-asset.js";
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
 * One self-contained page: no network, no second file. A content security policy allows exactly the page's own script and
 * style by hash; whatever came from files or from the guest is data, put in by the page as text. Without scripts it shows the
 * text report.
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
  const policy = [
    "default-src 'none'",
    `script-src '${integrity(PAGE_SCRIPT)}'`,
    `style-src '${integrity(PAGE_STYLE)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${escapeHtml(options.madeBy)}">
<title>${escapeHtml(safeText(title))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<div id="page"></div>
<noscript><pre>${escapeHtml(text)}</pre></noscript>
${embed("data", JSON.stringify(data))}
${topics.map(({ series }, i) => embed(`series-${i}`, seriesBytes(series))).join("\n")}
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

/** The source expression that allows an inline script or style by its content. */
function integrity(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}
