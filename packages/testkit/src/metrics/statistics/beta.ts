import { solveIncreasing } from "../../numbers/solve.js";

/**
 * Regularized incomplete beta function I_x(a, b), the probability that a Beta(a, b) variable is at most x; to about 1e-13 relative, where
 * 1 - x has the digits of x (parameters up to about 1e5).
 *
 * Sources: continued fraction DLMF 8.17.22 by Lentz's method (Press et al., Numerical Recipes, section 6.4); the factor in front by
 * C. Loader, "Fast and accurate computation of binomial probabilities" (2000), which keeps its digits for large a and b.
 *
 * @param x 0 to 1. @param a Positive. @param b Positive.
 * @returns NaN outside.
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) return Number.NaN;
  // Outside 0 to 1 the factor in front has the logarithm of a negative number.
  return x < (a + 1) / (a + b + 2)
    ? (betaFront(x, a, b) * betaFraction(x, a, b)) / a
    : 1 - (betaFront(x, a, b) * betaFraction(1 - x, b, a)) / b;
}

/**
 * Quantile of the Beta(a, b) distribution: the x with I_x(a, b) = p, to about 1e-12 relative for
 * parameters up to about 1e5.
 *
 * @param p 0 to 1. @param a Positive. @param b Positive.
 * @returns NaN outside.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  // On the log-odds scale both ends of the unit interval keep their relative precision.
  const at = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
  const logOdds = solveIncreasing(
    (y) => regularizedBeta(at(y), a, b) - p,
    (y) => betaFront(at(y), a, b),
    Math.log(a / b),
  );
  return at(logOdds);
}

/** x^a (1 - x)^b / B(a, b): also the density on the log-odds scale. */
function betaFront(x: number, a: number, b: number): number {
  const n = a + b;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x) -
    deviance(b, n * (1 - x));
  return Math.sqrt((a * b) / (2 * Math.PI * n)) * Math.exp(exponent);
}

/** ln Gamma(n + 1) - (n + 1/2) ln n + n - ln sqrt(2 pi): what Stirling's formula leaves out. */
function stirlingError(n: number): number {
  let shifted = 0;
  let x = n;
  for (; x < 16; x += 1) shifted += (x + 0.5) * Math.log1p(1 / x) - 1;
  const square = x * x;
  const series =
    1 / 12 -
    (1 / 360 -
      (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / (360_360 * square)) / square) / square) / square) /
      square;
  return shifted + series / x;
}

/** x ln(x / m) + m - x, without cancellation where x is close to m. */
function deviance(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let total = (x - m) * v;
  let power = 2 * x * v;
  for (let k = 1; k < MAX_STEPS; k += 1) {
    power *= v * v;
    const next = total + power / (2 * k + 1);
    if (next === total) break;
    total = next;
  }
  return total;
}

const TINY = 1e-300;
const MAX_STEPS = 10_000;

/** The continued fraction of I_x(a, b) for x below its mean, without the factor in front. */
export function betaFraction(x: number, a: number, b: number): number {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MAX_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 4e-16) break;
  }
  return fraction;
}
