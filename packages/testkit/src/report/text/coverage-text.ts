import type { Coverage } from "../../metrics/folds/coverage.js";
import { coverageRemedy } from "../findings.js";
import { labelled } from "./labelled.js";
import { counted, count, percent } from "./numbers.js";
import type { TextOptions } from "./text-options.js";

/** What rounds could score, why they could not score the rest, and what would help. */
export function coverageText(coverage: Coverage, { style, width }: TextOptions): string[] {
  const { inferences, scored, neverScorable, lostToFailure, withoutTruth, unseen } = coverage;
  if (inferences === 0) return labelled("Scored", "no inferences", width);
  const lines = labelled(
    "Scored",
    `${count(scored)} of ${counted(inferences, "inference")} (${percent(scored / inferences)})`,
    width,
  );
  const say = (n: number, text: string) => {
    if (n > 0) lines.push(...labelled("", `${count(n)} ${text}`, width));
  };
  say(withoutTruth, "have no truth in the history");
  say(lostToFailure, "were lost to failed or skipped rounds");
  say(unseen, "are in no round's window");
  if (neverScorable > 0) {
    const share = percent(neverScorable / inferences);
    const text = `${count(neverScorable)} (${share}) never can be: their truth comes after their window has passed`;
    lines.push(...labelled("", text, width).map((line) => style(line, "warn")));
    const remedy = coverageRemedy(coverage);
    if (remedy !== null) lines.push(...labelled("", remedy, width));
  }
  return lines;
}
