import type { AttackDocument } from "@weightkit/testkit/internal/lab/attack/attack-document";
import { fixed } from "../../src/report/text/numbers.js";

export type Tried = AttackDocument["results"][number];

/** Whether an adversary does what it is for, beyond chance. */
export function succeeds({ verdict }: Tried): boolean {
  return verdict === "gains" || verdict === "halts";
}

/** The largest gain first. */
export function byGain(results: readonly Tried[]): readonly Tried[] {
  return [...results].sort((a, b) => b.gain.meanGain - a.gain.meanGain);
}

/** A difference of shares in percentage points. */
export function points(share: number): string {
  const text = fixed(share * 100, 1);
  return share > 0 ? `+${text}` : text;
}
