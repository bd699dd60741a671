import type { ReplaySummary } from "../../metrics/summary.js";
import { counted } from "./numbers.js";
import { labelled } from "./labelled.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { utcDate } from "./utc.js";
import { wrap } from "./wrap.js";

/** Weights of one halt that are shown. */
const MAX_WEIGHTS = 6;

/** Who ran the logic, and how another host would have differed on this history. */
export function hostText({ host }: ReplaySummary, { width }: TextOptions): string[] {
  return [
    ...labelled("Host", host.title, width),
    ...host.others
      .filter(({ differences }) => differences.length > 0)
      .flatMap(({ host: name, differences }) =>
        labelled("", `--profile ${name} would differ: ${differences.join("; ")}`, width),
      ),
  ];
}

/** A halt comes before everything else: logic that stops a chain is the worst fault there is. */
export function haltText({ halt }: ReplaySummary, { style, width }: TextOptions): string[] {
  if (halt === null) return [];
  const { failure, block, blockTime, epoch, weights } = halt;
  const title = `THE CHAIN HALTS at block ${block} (${utcDate(blockTime)}, end of epoch ${epoch})`;
  const shown = weights
    .slice(0, MAX_WEIGHTS)
    .map(
      ({ reputer, participant, weight, masked }) =>
        `${safeText(reputer)} weights ${safeText(participant)} ${weight}${masked ? " (masked)" : ""}`,
    );
  const more = weights.length - shown.length;
  const led = more > 0 ? [...shown, `and ${counted(more, "weight")} more`] : shown;
  return [
    ...wrap(title, width).map((line) => style(line, "bad")),
    ...labelled(failure.code, safeText(failure.message), width),
    ...(led.length === 0 ? [] : labelled("Weights", led.join("; "), width)),
    ...labelled("Help", `${failure.hint}. No reward is paid after this block`, width),
  ];
}
