import type { Coverage } from "../../metrics/coverage.js";
import { labelled } from "./labelled.js";
import { counted, count, duration, percent } from "./numbers.js";
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
    lines.push(...remedyText(coverage, width));
  }
  return lines;
}

function remedyText({ remedy }: Coverage, width: number): string[] {
  if (remedy === null) return [];
  const { complete, ninety, longestLag } = remedy;
  const late = `truth comes up to ${duration(longestLag)} late`;
  if (complete !== null) {
    return labelled(
      "",
      `${late}: a weight cadence of ${duration(complete)} would score all`,
      width,
    );
  }
  const close =
    ninety === null
      ? "no weight cadence that this history can hold scores 9 in 10"
      : `a weight cadence of ${duration(ninety.cadence)} would score ${percent(ninety.share)}`;
  const always = "the last inferences before a round are always too young, so none scores all";
  return labelled("", `${late}: ${always}; ${close}`, width);
}
