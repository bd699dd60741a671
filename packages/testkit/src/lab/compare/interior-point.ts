import { cholesky, solveCholesky } from "../../numbers/cholesky.js";
import { at } from "../../numbers/column.js";

/**
 * min sum(u + v) so that D w - u + v = 0, sum w = 1, and w, u, v not negative: the smallest sum of |D w| for shares w. Multipliers:
 * y of the rows, s of the sum. Reduced costs: -Dᵀy - s of w, 1 + y of u, 1 - y of v.
 *
 * Mehrotra's predictor and corrector from a point that meets all constraints, so that every step does. The normal equations have
 * one row a column of D.
 *
 * Source: S. Mehrotra, SIAM J. Optim. 2 (1992) 575-601.
 */
export class LeastAbsolute {
  readonly #d: Float64Array;
  readonly #n: number;
  readonly #k: number;
  /** w, then u, then v, and their reduced costs, each positive. */
  readonly #x: Float64Array;
  readonly #z: Float64Array;

  /** @param d n x k, row by row, of absolute size up to about 1. */
  constructor(d: Float64Array, n: number, k: number) {
    [this.#d, this.#n, this.#k] = [d, n, k];
    this.#x = new Float64Array(k + 2 * n);
    this.#z = new Float64Array(k + 2 * n).fill(1);
    const w = this.shares.fill(1 / k);
    const errors = this.errors(w);
    for (const [t, error] of errors.entries()) {
      this.#x[k + t] = Math.max(error, 0) + 0.1;
      this.#x[k + n + t] = Math.max(-error, 0) + 0.1;
    }
  }

  /** w; a view. */
  get shares(): Float64Array {
    return this.#x.subarray(0, this.#k);
  }

  /** y, between -1 and 1. */
  get multipliers(): Float64Array {
    return this.#z.slice(this.#k, this.#k + this.#n).map((cost) => cost - 1);
  }

  /** D w. */
  errors(w: Float64Array): Float64Array {
    const result = new Float64Array(this.#n);
    for (let t = 0; t < this.#n; t += 1) {
      let sum = 0;
      for (let i = 0; i < this.#k; i += 1) sum += (this.#d[t * this.#k + i] ?? 0) * (w[i] ?? 0);
      result[t] = sum;
    }
    return result;
  }

  /** Dᵀy. */
  pull(y: Float64Array): Float64Array {
    const result = new Float64Array(this.#k);
    for (let t = 0; t < this.#n; t += 1) {
      const of = at(y, t);
      for (let i = 0; i < this.#k; i += 1) {
        result[i] = (result[i] ?? 0) + (this.#d[t * this.#k + i] ?? 0) * of;
      }
    }
    return result;
  }

  /** One step. False when rounding leaves nothing to gain. */
  step(): boolean {
    const [x, z] = [this.#x, this.#z];
    const factor = this.#normalEquations();
    const mu = dot(x, z) / x.length;
    const predictor = this.#direction(
      factor,
      x.map((value, i) => -value * at(z, i)),
    );
    const [far, farther] = [longest(x, predictor.x), longest(z, predictor.z)];
    const ahead = dot(moved(x, predictor.x, far), moved(z, predictor.z, farther)) / x.length;
    const centre = mu * (ahead / mu) ** 3;
    const corrector = this.#direction(
      factor,
      x.map((value, i) => centre - value * at(z, i) - at(predictor.x, i) * at(predictor.z, i)),
    );
    const primal = Math.min(1, 0.9995 * longest(x, corrector.x));
    const dual = Math.min(1, 0.9995 * longest(z, corrector.z));
    if (!(Math.max(primal, dual) > 1e-9)) return false;
    x.set(moved(x, corrector.x, primal));
    z.set(moved(z, corrector.z, dual));
    return true;
  }

  /** Factor of diag(z_w / w) + Dᵀ Q⁻¹ D, Q = u / z_u + v / z_v. */
  #normalEquations(): NormalEquations {
    const [k, n] = [this.#k, this.#n];
    const matrix = new Float64Array(k * k);
    const q = new Float64Array(n);
    for (let t = 0; t < n; t += 1) {
      const of = this.#ratio(k + t) + this.#ratio(k + n + t);
      q[t] = of;
      for (let i = 0; i < k; i += 1) {
        const row = (this.#d[t * k + i] ?? 0) / of;
        if (row === 0) continue;
        for (let j = 0; j <= i; j += 1) {
          matrix[i * k + j] = (matrix[i * k + j] ?? 0) + row * (this.#d[t * k + j] ?? 0);
        }
      }
    }
    for (let i = 0; i < k; i += 1) matrix[i * k + i] = at(matrix, i * k + i) + 1 / this.#ratio(i);
    cholesky(matrix, k);
    return { factor: matrix, q };
  }

  /**
   * The direction in which products x z change by `targets` and all constraints still hold.
   * With c the targets: z dx + x dz = c; dz_w = -Dᵀdy - ds, dz_u = dy, dz_v = -dy; D dw = du - dv; sum dw = 0.
   */
  #direction(
    { factor, q }: NormalEquations,
    targets: Float64Array,
  ): { readonly x: Float64Array; readonly z: Float64Array } {
    const [k, n] = [this.#k, this.#n];
    const [dx, dz] = [new Float64Array(k + 2 * n), new Float64Array(k + 2 * n)];
    // du - dv without dy; missing feasibility from rounding is corrected on the way.
    const free = new Float64Array(n);
    const errors = this.errors(this.shares);
    for (let t = 0; t < n; t += 1) {
      const [u, v] = [k + t, k + n + t];
      const missing = at(errors, t) - at(this.#x, u) + at(this.#x, v);
      free[t] =
        (at(targets, u) / at(this.#z, u) - at(targets, v) / at(this.#z, v) - missing) / at(q, t);
    }
    const right = this.pull(free).map((sum, i) => sum + at(targets, i) / at(this.#x, i));
    const [own, ones] = [
      solveCholesky(factor, right),
      solveCholesky(factor, new Float64Array(k).fill(1)),
    ];
    const ds = (1 - total(this.shares) - total(own)) / total(ones);
    for (let i = 0; i < k; i += 1) {
      dx[i] = at(own, i) + ds * at(ones, i);
      dz[i] = (at(targets, i) - at(this.#z, i) * at(dx, i)) / at(this.#x, i);
    }
    const changes = this.errors(dx.subarray(0, k));
    for (let t = 0; t < n; t += 1) {
      const [u, v] = [k + t, k + n + t];
      const dy = at(free, t) - at(changes, t) / at(q, t);
      [dz[u], dz[v]] = [dy, -dy];
      dx[u] = (at(targets, u) - at(this.#x, u) * dy) / at(this.#z, u);
      dx[v] = (at(targets, v) + at(this.#x, v) * dy) / at(this.#z, v);
    }
    return { x: dx, z: dz };
  }

  #ratio(i: number): number {
    return at(this.#x, i) / at(this.#z, i);
  }
}

interface NormalEquations {
  readonly factor: Float64Array;
  /** Q. */
  readonly q: Float64Array;
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, i) => sum + value * at(other, i), 0);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function moved(from: Float64Array, direction: Float64Array, by: number): Float64Array {
  return from.map((value, i) => value + by * at(direction, i));
}

/** How far along a direction all stay positive; Infinity if forever. */
function longest(values: Float64Array, direction: Float64Array): number {
  return values.reduce((most, value, i) => {
    const change = at(direction, i);
    return change < 0 ? Math.min(most, -value / change) : most;
  }, 1);
}
