import { createSummary } from "@weightkit/testkit/internal/metrics/summarize";
import { htmlReport, type HtmlOptions } from "@weightkit/testkit/internal/report/html/html-report";
import { SeriesFolder } from "@weightkit/testkit/internal/report/html/page-series";
import type { Fact } from "@weightkit/testkit/internal/replay/facts";

/** The page of one or more replays, made by the built package: the page's script exists only there. */
export function makePage(
  replays: readonly (readonly Fact[])[],
  options: Partial<HtmlOptions> = {},
): string {
  const topics = replays.map((facts) => {
    const summary = createSummary();
    const series = new SeriesFolder();
    for (const fact of facts) {
      summary.add(fact);
      series.add(fact);
    }
    return { summary: summary.result(), series: series.result() };
  });
  return htmlReport(topics, { madeBy: "weightkit 0.0.0", ...options });
}
