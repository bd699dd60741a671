import type { Rewards } from "../metrics/folds/rewards-fold.js";
import { count, counted } from "./text/numbers.js";

/** A whole amount in decimal digits, with commas. */
export function amountText(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** What a reader of the amounts must know: what rolls over, and what the host's floats change. One sentence each, without a full stop. */
export function rewardFindings({ inFloats, rolledOver }: Rewards): string[] {
  const found: string[] = [];
  if (rolledOver !== "0") {
    found.push(`${amountText(rolledOver)} stayed in the rewards account for the next epoch`);
  }
  if (inFloats !== null) {
    const { amounts, most, bound } = inFloats;
    const differ = amounts === 1 ? "differs" : "differ";
    found.push(
      `amounts are exact; the host computes in floats, where ${counted(amounts, "amount")} ${differ}, ` +
        `by ${amountText(most)} at most (floats can be off by ${amountText(bound)} there)`,
    );
  }
  return found;
}

/** How often a worker was masked; null when none was. */
export function maskedText({ masked }: Rewards): string | null {
  return masked === 0 ? null : `${count(masked)} times a worker was masked for too few inferences`;
}
