import { nearestRank } from "../../numbers/nearest-rank.js";
import { ascending } from "../../numbers/order.js";

/** Part of the truths that the horizon covers: one very late truth must not decide for all. */
export const HORIZON_PART = 0.95;

/**
 * How many sets ahead inferences look: the 95 % nearest-rank time from a set to its truth, in inference cadences, rounded up, at
 * least 1. Inferences made before earlier ones were judged share their errors.
 *
 * @param lags Seconds from each set to its truth's being available. @param inferenceCadence Seconds, positive.
 */
export function horizonOf(lags: Iterable<number>, inferenceCadence: number): number {
  const lag = nearestRank(ascending(lags), HORIZON_PART) ?? 0;
  return Math.max(1, Math.ceil(lag / inferenceCadence));
}
