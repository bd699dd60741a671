import { Sum, sum } from "../numbers/sum.js";

/** The result of a vote over labels. */
export interface Vote {
  /** The label with the most weight; of equals the first in order of code units, so that the result has no hidden order. */
  readonly label: string;
  /** Whether another label has as much weight. */
  readonly tied: boolean;
  /** Share of the weight by label, in order of code units. */
  readonly shares: ReadonlyMap<string, number>;
}

/**
 * Weighted plurality vote: the label whose voters have the most weight.
 *
 * @param weights Not negative; one a label. NaN counts as 0.
 * @returns null when no worker has weight.
 */
export function weightedVote(labels: readonly string[], weights: ArrayLike<number>): Vote | null {
  const sums = new Map<string, Sum>();
  for (const [i, label] of labels.entries()) {
    const weight = weights[i] ?? 0;
    if (!(weight > 0)) continue;
    const total = sums.get(label) ?? new Sum();
    total.add(weight);
    sums.set(label, total);
  }
  const all = sum([...sums.values()].map(({ value }) => value));
  const ordered = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  const most = Math.max(...ordered.map(([, { value }]) => value));
  const leaders = ordered.filter(([, { value }]) => value === most);
  const [first] = leaders;
  if (first === undefined) return null;
  return {
    label: first[0],
    tied: leaders.length > 1,
    shares: new Map(ordered.map(([label, { value }]) => [label, value / all])),
  };
}

/**
 * Logarithmic opinion pool: p_k proportional to the product over workers of p_ik ^ w_i, weights normalized to 1. A class that
 * anybody with weight calls impossible is impossible, unless there is a floor.
 *
 * Source: C. Genest and J. V. Zidek, "Combining probability distributions", Statistical Science 1 (1986) 114-135.
 *
 * @param distributions One a worker, all over the same classes.
 * @param weights Not negative; one a worker. NaN counts as 0.
 * @param floor Probabilities below it are raised to it; 0 for none.
 * @returns null when no worker has weight, or when every class has probability 0 from some worker.
 */
export function logPool(
  distributions: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
  floor = 0,
): number[] | null {
  const voters = voting(distributions, weights);
  const classes = voters[0]?.distribution.length ?? 0;
  const logs = Array.from({ length: classes }, (_, k) =>
    sum(
      voters.map(
        ({ distribution, weight }) => weight * Math.log(Math.max(distribution[k] ?? 0, floor)),
      ),
    ),
  );
  const most = Math.max(...logs);
  if (!(most > Number.NEGATIVE_INFINITY)) return null;
  const raised = logs.map((log) => Math.exp(log - most));
  const all = sum(raised);
  return raised.map((value) => value / all);
}

/**
 * Linear opinion pool: the weighted mean of the distributions, p_k = sum_i w_i p_ik, weights normalized to 1.
 *
 * Source: M. Stone, "The opinion pool", Ann. Math. Stat. 32 (1961) 1339-1342.
 *
 * @returns null when no worker has weight.
 */
export function linearPool(
  distributions: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
): number[] | null {
  const voters = voting(distributions, weights);
  if (voters.length === 0) return null;
  return Array.from({ length: voters[0]?.distribution.length ?? 0 }, (_, k) =>
    sum(voters.map(({ distribution, weight }) => weight * (distribution[k] ?? 0))),
  );
}

/** Those with weight, their weights normalized to sum to 1. */
function voting(
  distributions: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
): { distribution: ArrayLike<number>; weight: number }[] {
  const voters = distributions.flatMap((distribution, i) => {
    const weight = weights[i] ?? 0;
    return weight > 0 ? [{ distribution, weight }] : [];
  });
  const all = sum(voters.map(({ weight }) => weight));
  return voters.map(({ distribution, weight }) => ({ distribution, weight: weight / all }));
}
