/** One choice frozen before a run of sets, and judged on it. Indices of sets. */
export interface WalkForwardFold {
  /** What was known when the first set of the test was made. */
  readonly train: readonly number[];
  /** Earlier sets that may not train: their truth came later, or they are under embargo. */
  readonly purged: readonly number[];
  readonly test: readonly number[];
}

export interface WalkForwardOptions {
  /** Index of the first set that is tested. */
  readonly first: number;
  /** Sets in a test, at least 1; the last may have fewer. */
  readonly size: number;
  /** Sets before a test that never train; 0 by default. */
  readonly embargo?: number;
}

/**
 * Purged walk-forward: tests are consecutive runs of sets; a set trains for a test when its truth was available by the time of the
 * test's first set, less an embargo. Never anything later, so no truth leaks from the future.
 *
 * Source: M. Lopez de Prado, Advances in Financial Machine Learning (2018), chapter 7, without training after the test.
 *
 * @param timestamps UNIX seconds, ascending, one a set. @param availableAt When each truth could be known.
 */
export function walkForwardFolds(
  timestamps: ArrayLike<number>,
  availableAt: ArrayLike<number>,
  { first, size, embargo = 0 }: WalkForwardOptions,
): WalkForwardFold[] {
  const folds: WalkForwardFold[] = [];
  for (let from = first; from < timestamps.length; from += Math.max(1, size)) {
    const to = Math.min(from + Math.max(1, size), timestamps.length);
    const begin = timestamps[from] ?? Number.NEGATIVE_INFINITY;
    const [train, purged]: [number[], number[]] = [[], []];
    for (let i = 0; i < from; i += 1) {
      const known = (availableAt[i] ?? Number.POSITIVE_INFINITY) <= begin;
      (known && i < from - embargo ? train : purged).push(i);
    }
    folds.push({ train, purged, test: Array.from({ length: to - from }, (_, k) => from + k) });
  }
  return folds;
}
