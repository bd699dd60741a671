/** How soon weight followed a change in a worker. */
export interface Response {
  /** Rounds from the change until half was reached; null when it never was. */
  readonly rounds: number | null;
  /** Rounds that were watched after the change: with `rounds` null, the response takes longer than that. */
  readonly watched: number;
}

/**
 * Rounds until a worker that turned bad has lost half of the share it had: the smallest k with
 * share[change + k] <= share[change] / 2.
 *
 * @param shares The worker's share of all weight after each round, in order; NaN (no weight at all) counts as 0.
 * @param change Index of the last round before the change: said by a scenario, never guessed.
 * @returns null when the worker had no share to lose.
 */
export function roundsToLoseHalf(shares: ArrayLike<number>, change: number): Response | null {
  const before = shareAt(shares, change);
  if (before === 0) return null;
  return respond(shares, change, (share) => share <= before / 2);
}

/**
 * Rounds until a worker that turned good has gained half of what it is going to gain: the smallest k with
 * share[change + k] >= share[change] + (eventual - share[change]) / 2.
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
  return respond(shares, change, (share) => share >= before + (eventual - before) / 2);
}

function respond(
  shares: ArrayLike<number>,
  change: number,
  reached: (share: number) => boolean,
): Response {
  const watched = Math.max(0, shares.length - 1 - change);
  for (let k = 1; k <= watched; k += 1) {
    if (reached(shareAt(shares, change + k))) return { rounds: k, watched };
  }
  return { rounds: null, watched };
}

function shareAt(shares: ArrayLike<number>, index: number): number {
  const share = shares[index] ?? 0;
  return share > 0 ? share : 0;
}
