/** A pivot that rounding took away is replaced by this: its unknown is then 0. */
const BLOCKED = 1e64;

/**
 * Lower Cholesky factor of a symmetric positive semidefinite matrix, in place of its lower triangle. A column that depends on those
 * before it, up to rounding, is blocked: {@link solveCholesky} leaves its unknown at 0.
 *
 * Source for the blocking: S. J. Wright, "Modified Cholesky factorizations in interior-point algorithms for linear programming", SIAM J.
 * Optim. 9 (1999) 1159-1191.
 *
 * @param matrix n x n, row by row, finite; only its lower triangle is read.
 */
export function cholesky(matrix: Float64Array, n: number): void {
  for (let j = 0; j < n; j += 1) {
    const least = Number.EPSILON * n * (matrix[j * n + j] ?? 0);
    for (let i = j; i < n; i += 1) {
      let sum = matrix[i * n + j] ?? Number.NaN;
      for (let k = 0; k < j; k += 1) sum -= (matrix[i * n + k] ?? 0) * (matrix[j * n + k] ?? 0);
      if (i > j) matrix[i * n + j] = sum / (matrix[j * n + j] ?? 1);
      else matrix[i * n + j] = sum > least ? Math.sqrt(sum) : BLOCKED;
    }
  }
}

/** Solves L Lᵀ x = right, with L from {@link cholesky}. @returns x, of the length of `right`. */
export function solveCholesky(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i += 1) {
    let sum = x[i] ?? Number.NaN;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * n + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * n + i] ?? 1);
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? Number.NaN;
    for (let k = i + 1; k < n; k += 1) sum -= (factor[k * n + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * n + i] ?? 1);
  }
  return x;
}
