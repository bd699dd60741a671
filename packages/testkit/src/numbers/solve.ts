const MAX_STEPS = 200;

/**
 * Root of an increasing function, by Newton's method kept inside a bracket that bisection narrows. It ends when a step is below
 * 4e-16 (of x, where |x| > 1), whatever the start: meant for an x on a logarithmic scale.
 *
 * Source: Press et al., Numerical Recipes, section 9.4 (rtsafe).
 *
 * @param f Increasing, with a root. @param slope Its derivative, not negative. @param start Any finite number.
 */
export function solveIncreasing(
  f: (x: number) => number,
  slope: (x: number) => number,
  start: number,
): number {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let x = start;
  let reach = 1;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const value = f(x);
    if (value === 0) return x;
    if (value < 0) low = x;
    else high = x;
    let next = x - value / slope(x);
    if (!(next > low && next < high) || Math.abs(next - x) > reach) {
      if (low === Number.NEGATIVE_INFINITY) next = x - reach;
      else if (high === Number.POSITIVE_INFINITY) next = x + reach;
      else next = low + (high - low) / 2;
      reach *= 2;
    }
    if (Math.abs(next - x) <= 2 * Number.EPSILON * Math.max(1, Math.abs(x))) return next;
    x = next;
  }
  return x;
}
