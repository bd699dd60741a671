/**
 * Quantile of the standard normal distribution, to about 1e-16 relative.
 *
 * Source: M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37 (1988)
 * 477-484, routine PPND16.
 *
 * @param p Between 0 and 1, both excluded; NaN outside.
 */
export function normalQuantile(p: number): number {
  // Outside, the logarithm of a negative number is NaN; at 0 and 1 the polynomials at infinity are.
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(A, r)) / polynomial(B, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const far =
    r <= 5
      ? polynomial(C, r - 1.6) / polynomial(D, r - 1.6)
      : polynomial(E, r - 5) / polynomial(F, r - 5);
  return q < 0 ? -far : far;
}

/**
 * P(Z <= x) of the standard normal distribution, to about 1e-15 relative in the lower tail too.
 *
 * Sources: the series of G. Marsaglia, "Evaluating the normal distribution", J. Stat. Softw. 11 (2004), near the median; Laplace's
 * continued fraction of Mills' ratio (Abramowitz and Stegun, 26.2.14) in the tails.
 */
export function normalCdf(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const size = Math.abs(x);
  if (size < 2) {
    let term = x;
    let total = x;
    for (let before = 0, k = 3; total !== before; k += 2) {
      before = total;
      term *= (x * x) / k;
      total += term;
    }
    return 0.5 + density * total;
  }
  let fraction = size;
  for (let k = 200; k >= 1; k -= 1) fraction = size + k / fraction;
  const tail = density / fraction;
  return x < 0 ? tail : 1 - tail;
}

/** Coefficients from the constant term on. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

const A = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const B = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
];
const C = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
  7.7454501427834140764e-4,
];
const D = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const E = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
  2.01033439929228813265e-7,
];
const F = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
  7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
  2.04426310338993978564e-15,
];
