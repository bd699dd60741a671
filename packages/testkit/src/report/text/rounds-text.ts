import type { ReplaySummary } from "../../metrics/summary.js";
import { payloadAdvice, roundFindings } from "../findings.js";
import { labelled } from "./labelled.js";
import { count, counted } from "./numbers.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";

/** How many rounds ran, how they went and what they used. */
export function roundsText(summary: ReplaySummary, { style, width }: TextOptions): string[] {
  const { rounds, fuel, payload, complete } = summary;
  const parts = [
    `${count(rounds.ran)} ${rounds.skipped + rounds.unreachable > 0 ? "due" : "ran"}`,
    `${count(rounds.committed)} committed`,
    ...(rounds.skipped > 0 ? [`${count(rounds.skipped)} skipped`] : []),
    ...(rounds.unreachable > 0 ? [`${count(rounds.unreachable)} unreachable`] : []),
    rounds.failed > 0 ? style(`${count(rounds.failed)} failed`, "bad") : "0 failed",
    ...(rounds.second > 0 ? [`and ${counted(rounds.second, "second run")}`] : []),
  ];
  const lines = labelled("Rounds", parts.join(", "), width);
  if (!complete) lines.push(...labelled("", style("the replay stopped early", "bad"), width));
  if (fuel !== null) {
    const text =
      `${count(fuel.mean)} a round on average, ${count(fuel.most)} at most ` +
      `(round ${count(fuel.mostAt)})`;
    lines.push(...labelled("Fuel", text, width));
  }
  if (payload !== null) {
    const text =
      `${counted(Math.round(payload.mean), "byte")} a round on average, ${count(payload.most)} at most ` +
      `(round ${count(payload.mostAt)})`;
    lines.push(...labelled("Payload", text, width));
  }
  const advice = payloadAdvice([summary]);
  if (advice !== null) lines.push(...labelled("", style(advice, "warn"), width));
  for (const note of roundFindings(summary)) {
    lines.push(...labelled("Note", safeText(note), width));
  }
  return lines;
}
