import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { htmlReport, type HtmlOptions } from "@weightkit/testkit/internal/report/html/html-report";
import { SeriesAccumulator } from "@weightkit/testkit/internal/report/html/page-series";
import type { Fact } from "@weightkit/testkit/internal/replay/facts";

/** The page of one or more replays, made by the built package: the page's script exists only there. */
export function makePage(
  replays: readonly (readonly Fact[])[],
  options: Partial<HtmlOptions> = {},
): string {
  const topics = replays.flatMap((facts) => {
    const evaluator = new Evaluator();
    const series = new SeriesAccumulator();
    for (const fact of facts) series.add(evaluator.add(fact));
    return evaluator.result().topics.map((summary) => ({ summary, series: series.result() }));
  });
  return htmlReport(topics, { madeBy: "weightkit 0.0.0", ...options });
}
