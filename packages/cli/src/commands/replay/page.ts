import type { JudgedFact } from "@weightkit/testkit/internal/metrics/judged-fact";
import type { Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import { htmlReport, type HtmlOptions } from "@weightkit/testkit/internal/report/html/html-report";
import { SeriesAccumulator } from "@weightkit/testkit/internal/report/html/page-series";
import { VERSION } from "../../version.js";

/** The report page of a replay, made of its facts. */
export class ReplayPage {
  readonly #series: SeriesAccumulator[] = [];

  add(fact: JudgedFact): void {
    if (fact.kind === "started") this.#series.push(new SeriesAccumulator());
    this.#series[this.#series.length - 1]?.add(fact);
  }

  /** The page as HTML. */
  html({ topics, overall }: Evaluation, options: Omit<HtmlOptions, "madeBy" | "overall">): string {
    const pages = topics.flatMap((summary, index) => {
      const series = this.#series[index];
      return series === undefined ? [] : [{ summary, series: series.result() }];
    });
    return htmlReport(pages, { madeBy: `weightkit ${VERSION}`, overall, ...options });
  }
}
