import type { KnownTruthRow } from "../../round/fixture/round-fixture.js";
import type { CheckRound } from "./check-round.js";

/** A round's truths as rows that were known from the start. */
export function knownTruths({ truths }: CheckRound): KnownTruthRow[] {
  return Object.entries(truths).map(([timestamp, value]) => ({
    timestamp: Number(timestamp),
    value,
    availableAt: 0,
  }));
}
