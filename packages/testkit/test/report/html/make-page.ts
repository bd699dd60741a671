import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { htmlReport, type HtmlOptions } from "@weightkit/testkit/internal/report/html/html-report";
import { SeriesAccumulator } from "@weightkit/testkit/internal/report/html/page-series";
import type { Fact } from "@weightkit/testkit/internal/replay/facts";

/** The page of one or more replays, made by the built package: the page's script exists only there. */
export function makePage(
  replays: readonly (readonly Fact[])[],
  options: Partial<HtmlOptions> = {},
): string {
  const evaluator = new Evaluator();
  const all = replays.map((facts) => {
    const series = new SeriesAccumulator();
    for (const fact of facts) series.add(evaluator.add(fact));
    return series.result();
  });
  const { topics, overall } = evaluator.result();
  const pages = topics.flatMap((summary, i) => {
    const series = all[i];
    return series === undefined ? [] : [{ summary, series }];
  });
  return htmlReport(pages, { madeBy: "weightkit 0.0.0", overall, ...options });
}
