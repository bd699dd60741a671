import { median } from "../../numbers/order.js";

/** How soon weight followed a change in a worker. */
export interface Response {
  /** Rounds from the change until half was reached; null when the share did not really move there. */
  readonly rounds: number | null;
  /** Rounds that were watched after the change: with `rounds` null, the response takes longer than that. */
  readonly watched: number;
}

/**
 * Rounds until a worker that turned bad has lost half of the share it had: the smallest k with
 * share[change + k] <= share[change] / 2. Counted only where the share really moved: its median over the rounds since is at most
 * half of what it was, and no larger than any share of the rounds before. A share that wanders passes its half now and then.
 *
 * @param shares The worker's share of all weight after each round, in order; NaN (no weight at all) counts as 0.
 * @param change Index of the last round before the change: given by a scenario, never guessed.
 * @returns null when the worker had no share to lose.
 */
export function roundsToLoseHalf(shares: ArrayLike<number>, change: number): Response | null {
  const before = shareAt(shares, change);
  if (before === 0) return null;
  const [earlier, later] = parts(shares, change);
  const level = median(later) ?? before;
  const moved = level <= before / 2 && level <= Math.min(...earlier);
  return respond(shares, change, moved, (share) => share <= before / 2);
}

/**
 * Rounds until a worker that turned good has gained half of what it is going to gain: the smallest k with
 * share[change + k] >= share[change] + (eventual - share[change]) / 2. Counted only where the share really moved: its median over
 * the later half of the rounds since is not smaller than any share of the rounds before.
 *
 * @param eventual The share that the worker is to reach; by default the last share recorded.
 * @returns null when the worker does not gain.
 */
export function roundsToGainHalf(
  shares: ArrayLike<number>,
  change: number,
  eventual: number = shareAt(shares, shares.length - 1),
): Response | null {
  const before = shareAt(shares, change);
  if (!(eventual > before)) return null;
  const [earlier, later] = parts(shares, change);
  const level = median(later.slice(later.length >> 1)) ?? before;
  const moved = level >= Math.max(...earlier);
  return respond(shares, change, moved, (share) => share >= before + (eventual - before) / 2);
}

/** At most this many rounds before the change are what its share usually was. */
const MAX_EARLIER = 1000;

/** The shares up to the change and those after it. */
function parts(shares: ArrayLike<number>, change: number): readonly [number[], number[]] {
  const all = Array.from(shares, (_, index) => shareAt(shares, index));
  return [all.slice(Math.max(0, change + 1 - MAX_EARLIER), change + 1), all.slice(change + 1)];
}

function respond(
  shares: ArrayLike<number>,
  change: number,
  moved: boolean,
  reached: (share: number) => boolean,
): Response {
  const watched = Math.max(0, shares.length - 1 - change);
  for (let k = 1; moved && k <= watched; k += 1) {
    if (reached(shareAt(shares, change + k))) return { rounds: k, watched };
  }
  return { rounds: null, watched };
}

function shareAt(shares: ArrayLike<number>, index: number): number {
  const share = shares[index] ?? 0;
  return share > 0 ? share : 0;
}
