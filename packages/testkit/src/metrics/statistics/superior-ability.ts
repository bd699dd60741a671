import { at } from "../../numbers/column.js";
import { mean, Sum } from "../../numbers/sum.js";
import { type IndexSets, resampledMeans } from "./circular-blocks.js";

/** Is any rule better than the benchmark? p values by how much the clearly worse rules count. */
export interface SuperiorAbility {
  /** T = max(0, max_k sqrt(n) m_k / omega_k). */
  readonly statistic: number;
  /** omega_k, one a rule: sqrt of the long-run variance of the differences. */
  readonly omega: Float64Array;
  /** Worse rules do not count at all: liberal. */
  readonly lower: number;
  /** Hansen's consistent p. */
  readonly consistent: number;
  /** All count as if they were as good as the benchmark: conservative (White's reality check, studentized). */
  readonly upper: number;
}

/**
 * Hansen's test of superior predictive ability, studentized: d = benchmark's loss - rule's, omega^2 = g_0 + 2 sum kappa(i) g_i with
 * kappa(i) = (1 - i/n)(1 - q)^i + (i/n)(1 - q)^(n - i) and q = 1 / block; p is the share of draws strictly above the statistic.
 *
 * Source: P. R. Hansen, "A test for superior predictive ability", J. Bus. Econ. Stat. 23 (2005) 365-380; the kernel: Politis and
 * Romano, J. Am. Stat. Assoc. 89 (1994) 1303-1313.
 *
 * @param benchmark The benchmark's losses. @param losses One series a rule on the same sets, each different from the benchmark's.
 * @param indexSets Draws of the sets. @param block Mean length of their blocks.
 */
export function superiorAbility(
  benchmark: ArrayLike<number>,
  losses: readonly ArrayLike<number>[],
  indexSets: IndexSets,
  block: number,
): SuperiorAbility {
  const n = benchmark.length;
  const root = Math.sqrt(n);
  const gains = losses.map((series) =>
    Float64Array.from(series, (loss, t) => (benchmark[t] ?? Number.NaN) - loss),
  );
  const means = Float64Array.from(gains, (gain) => mean(gain) ?? Number.NaN);
  const omega = Float64Array.from(gains, (gain, k) =>
    Math.sqrt(kernelVariance(gain, at(means, k), 1 / block)),
  );
  const drawn = gains.map((gain) => resampledMeans(gain, indexSets));
  const statistic = Math.max(0, ...means.map((m, k) => (root * m) / at(omega, k)));
  const slack = Math.sqrt(Math.max(0, (2 * Math.log(Math.log(n))) / n));
  const share = (centre: (m: number, k: number) => number): number => {
    const centres = means.map(centre);
    let above = 0;
    for (let r = 0; r < indexSets.length; r += 1) {
      const largest = drawn.reduce(
        (most, of, k) => Math.max(most, (root * (at(of, r) - at(centres, k))) / at(omega, k)),
        0,
      );
      if (largest > statistic) above += 1;
    }
    return above / indexSets.length;
  };
  return {
    statistic,
    omega,
    lower: share((m) => Math.max(m, 0)),
    consistent: share((m, k) => (m >= -at(omega, k) * slack ? m : 0)),
    upper: share((m) => m),
  };
}

/** Long-run variance by the kernel of the stationary bootstrap. */
function kernelVariance(values: Float64Array, m: number, q: number): number {
  const n = values.length;
  const variance = new Sum();
  for (let lag = 0; lag < n; lag += 1) {
    const products = new Sum();
    for (let t = lag; t < n; t += 1) products.add((at(values, t) - m) * (at(values, t - lag) - m));
    const kernel =
      lag === 0 ? 1 : 2 * ((1 - lag / n) * (1 - q) ** lag + (lag / n) * (1 - q) ** (n - lag));
    variance.add((kernel * products.value) / n);
  }
  return variance.value;
}
