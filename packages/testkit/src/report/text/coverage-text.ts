import type { Coverage } from "../../metrics/folds/coverage.js";
import { coverageRemedy } from "../findings.js";
import { labelled } from "./labelled.js";
import { counted, count, percent } from "./numbers.js";
import type { TextOptions } from "./text-options.js";

/** What rounds could score, why they could not score the rest, and what would help. */
export function coverageText(coverage: Coverage, { style, width }: TextOptions): string[] {
  const { inferences, scored, used, neverScorable, lostToFailure, withoutTruth, unseen } = coverage;
  if (inferences === 0) return labelled("Scored", "no inferences", width);
  const all = counted(inferences, "inference");
  const lines = labelled(
    "Scored",
    `${count(scored)} of ${all} could be scored by a round (${percent(scored / inferences)})`,
    width,
  );
  if (used !== null) {
    const asked = `${count(used)} of those: the logic asked for ${used === 1 ? "its" : "their"} truth (${percent(used / inferences)} of all)`;
    lines.push(...labelled("Used", asked, width));
  }
  const add = (n: number, text: string): void => {
    if (n > 0) lines.push(...labelled("", `${count(n)} ${text}`, width));
  };
  add(withoutTruth, "have no truth in the history");
  add(lostToFailure, "were lost to failed or skipped rounds");
  add(unseen, "are in no round's window");
  if (neverScorable > 0) {
    const share = percent(neverScorable / inferences);
    const text = `${count(neverScorable)} (${share}) can never be scored: their truth comes after their window has passed`;
    lines.push(...labelled("", text, width).map((line) => style(line, "warn")));
    const remedy = coverageRemedy(coverage);
    if (remedy !== null) lines.push(...labelled("", remedy, width));
  }
  return lines;
}
