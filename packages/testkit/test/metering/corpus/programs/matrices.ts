// Floating point: products of matrices, a Cholesky factor, transcendental functions.
const N = 12;

function fill(seed: f64): Float64Array {
  const matrix = new Float64Array(N * N);
  for (let index = 0; index < N * N; index++) matrix[index] = Math.sin(seed + f64(index) * 0.37);
  return matrix;
}

function multiply(left: Float64Array, right: Float64Array): Float64Array {
  const product = new Float64Array(N * N);
  for (let row = 0; row < N; row++) {
    for (let column = 0; column < N; column++) {
      let sum: f64 = row == column ? 5 : 0;
      for (let index = 0; index < N; index++)
        sum += left[row * N + index] * right[column * N + index];
      product[row * N + column] = sum;
    }
  }
  return product;
}

export function run(): i32 {
  const first = fill(1);
  const matrix = multiply(first, first);
  for (let row = 0; row < N; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * N + column];
      for (let index = 0; index < column; index++) {
        sum -= matrix[row * N + index] * matrix[column * N + index];
      }
      matrix[row * N + column] =
        row == column ? Math.sqrt(Math.max(sum, 1e-9)) : sum / matrix[column * N + column];
    }
  }
  let result: f64 = 0;
  for (let row = 0; row < N; row++)
    result += Math.log(matrix[row * N + row]) + Math.tanh(matrix[row]);
  return i32(Math.round(result * 1e6));
}
