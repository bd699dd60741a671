/**
 * Lower Cholesky factor of a symmetric positive definite matrix, in place of its lower triangle.
 *
 * @param matrix n x n, row by row; only its lower triangle is read. @returns false when it is not positive definite in doubles.
 */
export function cholesky(matrix: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j += 1) {
    for (let i = j; i < n; i += 1) {
      let sum = matrix[i * n + j] ?? Number.NaN;
      for (let k = 0; k < j; k += 1) sum -= (matrix[i * n + k] ?? 0) * (matrix[j * n + k] ?? 0);
      if (i > j) matrix[i * n + j] = sum / (matrix[j * n + j] ?? 1);
      else if (sum > 0) matrix[i * n + j] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
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
