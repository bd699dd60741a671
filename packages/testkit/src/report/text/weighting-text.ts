import type { ReplaySummary } from "../../metrics/summary.js";
import { amountText, maskedText, rewardFindings } from "../reward-words.js";
import { counted, fixed, percent, signedPercent } from "./numbers.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { wrap } from "./wrap.js";

/** How weight was spread and moved, whether it foresaw accuracy, what missing a round cost, and what was paid. */
export function weightingText(summary: ReplaySummary, options: TextOptions): string[] {
  const { weighting, missing, rewards, responses } = summary;
  const { style, width, names } = options;
  const found: string[] = [];
  const { effectiveNumber, effectiveNumberPresent, turnover, gini, rankCorrelation } = weighting;
  if (effectiveNumber.mean !== null) {
    found.push(
      `as concentrated as ${fixed(effectiveNumber.mean, 1)} equally weighted workers on average, ` +
        `${fixed(effectiveNumber.last, 1)} at the end (Gini ${fixed(gini.last, 2)})`,
    );
  }
  if (differs(effectiveNumber.mean, effectiveNumberPresent.mean)) {
    found.push(
      `among the workers that still answer, as ${fixed(effectiveNumberPresent.mean, 1)} on average, ` +
        `${fixed(effectiveNumberPresent.last, 1)} at the end`,
    );
  }
  if (turnover.mean !== null) {
    found.push(`${percent(turnover.mean)} of the weight changes hands from round to round`);
  }
  if (rankCorrelation.spearman !== null) {
    const { standardError } = rankCorrelation;
    const error = standardError === null ? "" : ` ± ${fixed(standardError, 2)}`;
    found.push(
      `rank correlation with the accuracy that came next: ${fixed(rankCorrelation.spearman, 2)}${error} ` +
        `(Kendall ${fixed(rankCorrelation.kendall, 2)}), mean of ${counted(rankCorrelation.periods, "period")}`,
    );
  }
  if (missing !== null) {
    found.push(
      `a good worker that misses a round sees its share change by ${signedPercent(missing.missed)}, ` +
        `otherwise by ${signedPercent(missing.attended)} (${counted(missing.missedRounds, "miss", "misses")})`,
    );
  }
  for (const { worker, to, rounds, watched } of responses) {
    const name = safeText(names.get(worker) ?? worker);
    const half = to === "bad" ? "lost half its share" : "gained half of its eventual share";
    found.push(
      rounds === null
        ? `${name} turned ${to} and has not ${half} in ${counted(watched, "round")}`
        : `${name} turned ${to} and ${half} after ${counted(rounds, "round")}`,
    );
  }
  if (rewards !== null) found.push(...rewardsText(rewards));
  if (found.length === 0) return [];
  return [style("Weights", "strong"), ...found.flatMap((text) => wrap(text, width, "  "))];
}

function rewardsText(rewards: NonNullable<ReplaySummary["rewards"]>): string[] {
  const { epochs, emission, workers, reputers, others, skillCorrelation, unpaid } = rewards;
  const elsewhere = others === "0" ? "" : ` and ${amountText(others)} to others`;
  const found = [
    `${counted(epochs, "reward epoch")} paid ${amountText(workers)} to workers and ${amountText(reputers)} to reputers${elsewhere}, of ${amountText(emission)} that the topic had to distribute`,
  ];
  if (skillCorrelation !== null) {
    found.push(`rank correlation of reward with skill: ${fixed(skillCorrelation, 2)}`);
  }
  const masked = maskedText(rewards);
  if (masked !== null) found.push(masked);
  found.push(...rewardFindings(rewards));
  for (const { code, message, epochs: n } of unpaid) {
    found.push(`${counted(n, "epoch")} paid nothing: ${code} ${safeText(message)}`);
  }
  return found;
}

/** Whether two numbers show differently. */
function differs(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && fixed(one, 1) !== fixed(other, 1);
}
