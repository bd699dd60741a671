import { at } from "../../numbers/column.js";
import { Sum } from "../../numbers/sum.js";

/** How often the rule that is best in one half of a history is a poor one in the other. */
export interface Overfitting {
  /** Share of splits in which the chosen rule is at most median out of sample (logit <= 0). */
  readonly probability: number;
  /** Share of splits in which it is below the median (logit < 0); differs where the number of rules is odd. */
  readonly strictProbability: number;
  /** One a split: the index of the rule chosen in sample. */
  readonly selected: readonly number[];
  /** One a split: ln(w / (1 - w)), w = rank / (rules + 1), rank 1 the worst out of sample. */
  readonly logits: Float64Array;
}

/** Splits grow as binomial(blocks, blocks / 2): 16 blocks have 12,870. */
export const MAX_BLOCKS = 16;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation: the sets are cut into blocks of neighbours, and
 * every half of the blocks chooses the rule with the smallest mean loss (of equals the first), whose rank is then taken in the other
 * half (mid-ranks of equals). An indication: for choosing among few rules it is noisy.
 *
 * Source: D. H. Bailey, J. Borwein, M. Lopez de Prado and Q. J. Zhu, "The probability of backtest overfitting", J. Comput. Finance
 * 20 (2017) 39-69.
 *
 * @param losses One series a rule, all on the same sets, at least two rules.
 * @param blocks Even, 2 to {@link MAX_BLOCKS}, at most as many as sets; sets that do not divide go one each to the first blocks.
 * @returns null for fewer than two rules or blocks that cannot be.
 */
export function backtestOverfitting(
  losses: readonly ArrayLike<number>[],
  blocks: number,
): Overfitting | null {
  const sets = losses[0]?.length ?? 0;
  const possible = Number.isInteger(blocks / 2) && blocks >= 2 && blocks <= MAX_BLOCKS;
  if (losses.length < 2 || !possible || blocks > sets) return null;
  const sums = losses.map((series) => blockSums(series, blocks));
  const selected: number[] = [];
  const logits: number[] = [];
  for (const half of halves(blocks)) {
    const inside = sums.map((of) => totalOf(of, (block) => half.has(block)));
    const outside = sums.map((of) => totalOf(of, (block) => !half.has(block)));
    const chosen = smallest(inside);
    const share = rankFromWorst(outside, chosen) / (losses.length + 1);
    selected.push(chosen);
    logits.push(Math.log(share / (1 - share)));
  }
  const part = (counts: (logit: number) => boolean): number =>
    logits.filter(counts).length / logits.length;
  return {
    probability: part((logit) => logit <= EQUAL),
    strictProbability: part((logit) => logit < -EQUAL),
    selected,
    logits: Float64Array.from(logits),
  };
}

/** Relative difference below which sums are equal: what adding in another order may change. */
const EQUAL = 1e-12;

const isEqual = (a: number, b: number): boolean =>
  Math.abs(a - b) <= EQUAL * Math.max(Math.abs(a), Math.abs(b));

function blockSums(series: ArrayLike<number>, blocks: number): Float64Array {
  const [size, longer] = [Math.floor(series.length / blocks), series.length % blocks];
  let from = 0;
  return Float64Array.from({ length: blocks }, (_, block) => {
    const total = new Sum();
    const to = from + size + (block < longer ? 1 : 0);
    for (; from < to; from += 1) total.add(series[from] ?? Number.NaN);
    return total.value;
  });
}

/** All halves of the blocks, in lexicographic order. */
function* halves(blocks: number, from = 0, taken: readonly number[] = []): Generator<Set<number>> {
  if (taken.length === blocks / 2) {
    yield new Set(taken);
    return;
  }
  for (let block = from; block < blocks; block += 1) {
    yield* halves(blocks, block + 1, [...taken, block]);
  }
}

function totalOf(sums: Float64Array, counts: (block: number) => boolean): number {
  const total = new Sum();
  for (const [block, sum] of sums.entries()) if (counts(block)) total.add(sum);
  return total.value;
}

/** Index of the smallest; of equals the first. */
function smallest(values: readonly number[]): number {
  let best = 0;
  for (const [i, value] of values.entries()) {
    if (value < at(values, best) && !isEqual(value, at(values, best))) best = i;
  }
  return best;
}

/** 1 for the largest loss, mid-ranks for equals. */
function rankFromWorst(values: readonly number[], index: number): number {
  const own = at(values, index);
  const equal = values.filter((value) => isEqual(value, own)).length;
  const worse = values.filter((value) => value > own && !isEqual(value, own)).length;
  return worse + (1 + equal) / 2;
}
