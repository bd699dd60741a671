/** What workers get under two logics. */
export interface Moved {
  /** Part of the whole that goes to others than before, 0 to 1: half the sum of absolute differences of shares. */
  readonly part: number;
  /** By the size of the change, largest first; no more than asked for. */
  readonly workers: readonly {
    readonly worker: string;
    /** Shares, 0 to 1. */
    readonly from: number;
    readonly to: number;
  }[];
}

/**
 * How shares of the whole differ.
 * @param from Amounts by worker, not negative. @param to The same under the other logic.
 * @returns null where either logic gave nobody anything.
 */
export function movedShares(
  from: ReadonlyMap<string, number>,
  to: ReadonlyMap<string, number>,
  top: number,
): Moved | null {
  const [before, after] = [total(from), total(to)];
  if (!(before > 0) || !(after > 0)) return null;
  const changes = [...new Set([...from.keys(), ...to.keys()])].map((worker) => ({
    worker,
    from: (from.get(worker) ?? 0) / before,
    to: (to.get(worker) ?? 0) / after,
  }));
  const size = (one: { readonly from: number; readonly to: number }): number =>
    Math.abs(one.to - one.from);
  const part = changes.reduce((sum, change) => sum + size(change), 0) / 2;
  const workers = changes
    .filter((change) => size(change) > 0)
    .sort((a, b) => size(b) - size(a) || (a.worker < b.worker ? -1 : 1))
    .slice(0, top);
  return { part, workers };
}

function total(amounts: ReadonlyMap<string, number>): number {
  return [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
}
