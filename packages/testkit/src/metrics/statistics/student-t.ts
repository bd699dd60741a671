import { solveIncreasing } from "../../numbers/solve.js";
import { betaFraction } from "./beta.js";
import { normalQuantile } from "./normal.js";

/**
 * Two-sided tail of Student's t distribution, P(|T| >= |t|) = I_x(v/2, 1/2) with x = v / (v + t^2), to about 1e-13
 * relative however small the tail or large v: beyond |t| = 1 through a continued fraction of positive terms, below through
 * the complement.
 *
 * Sources: Abramowitz and Stegun, 26.5.27 (the beta function's form) and 26.5.8 (its continued fraction); Gauss's continued
 * fraction of 2F1(1/2, 1; a + 1; -v/t^2) after Pfaff's transformation: DLMF 8.17.7, 15.8.1, 15.7.5. Both are evaluated with
 * Lentz's method (Press et al., Numerical Recipes, section 5.2).
 *
 * @param degrees v, positive.
 */
export function studentTwoSided(t: number, degrees: number): number {
  if (Number.isNaN(t) || !(degrees > 0)) return Number.NaN;
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const a = degrees / 2;
  const y = square / (degrees + square);
  // x^a y^(1/2) / B(a, 1/2); log1p keeps the digits that x = 1 - y would lose.
  const front =
    (Math.exp(-a * Math.log1p(square / degrees)) * Math.sqrt(y) * gammaRatio(a)) /
    Math.sqrt(Math.PI);
  return square > 1
    ? (front * gaussFraction(a + 1, degrees / square)) / (a * y)
    : 1 - 2 * front * betaFraction(y, 0.5, a);
}

const MAX_STEPS = 10_000;

/**
 * Density of Student's t distribution.
 *
 * @param degrees v, positive.
 */
export function studentDensity(t: number, degrees: number): number {
  const scale = gammaRatio(degrees / 2) / Math.sqrt(degrees * Math.PI);
  return scale * Math.exp((-(degrees + 1) / 2) * Math.log1p((t * t) / degrees));
}

/**
 * Quantile of Student's t distribution: the t with P(T <= t) = p, to about 1e-13 relative, by Newton's method on the logarithm of
 * {@link studentTwoSided}.
 *
 * @param p 0 to 1, both excluded; NaN outside.
 * @param degrees v, positive.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(degrees > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = 2 * Math.min(p, 1 - p);
  const t = Math.exp(
    solveIncreasing(
      (logT) => Math.log(tail / studentTwoSided(Math.exp(logT), degrees)),
      (logT) => {
        const at = Math.exp(logT);
        return (2 * at * studentDensity(at, degrees)) / studentTwoSided(at, degrees);
      },
      Math.log(-normalQuantile(tail / 2)),
    ),
  );
  return p < 0.5 ? -t : t;
}

/** 2F1(1/2, 1; c; -w) for c > 1/2 and w > 0, as 1 / (1 + k1 w / (1 + k2 w / (1 + ...))) with all k positive. */
function gaussFraction(c: number, w: number): number {
  let numerator = 1;
  let denominator = 0;
  let fraction = 1;
  for (let n = 1; n <= MAX_STEPS; n += 1) {
    const m = n >> 1;
    const k = n % 2 === 1 ? (0.5 + m) * (c + m - 1) : m * (c + m - 1.5);
    const term = (k * w) / ((c + n - 2) * (c + n - 1));
    numerator = 1 + term / numerator;
    denominator = 1 / (1 + term * denominator);
    const step = numerator * denominator;
    fraction *= step;
    if (Math.abs(step - 1) < 4e-16) break;
  }
  return 1 / fraction;
}

/** Gamma(a + 1/2) / Gamma(a), by its asymptotic series (Abramowitz and Stegun, 6.1.47) where that has converged. */
function gammaRatio(a: number): number {
  // Gamma(a + 1/2) / Gamma(a) = a / (a + 1/2) * Gamma(a + 3/2) / Gamma(a + 1).
  let shift = 1;
  let x = a;
  for (; x < 40; x += 1) shift *= x / (x + 0.5);
  const u = 1 / x;
  const series =
    1 +
    u *
      (-1 / 8 +
        u *
          (1 / 128 +
            u *
              (5 / 1024 +
                u *
                  (-21 / 32_768 +
                    u * (-399 / 262_144 + u * (869 / 4_194_304 + u * (39_325 / 33_554_432)))))));
  return shift * Math.sqrt(x) * series;
}
