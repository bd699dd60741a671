import { regularizedBeta } from "./beta.js";

/** The sets in which exactly one of two forecasts was wrong, and how unlikely so uneven a split is. */
export interface McNemar {
  /** Sets in which only the first was wrong. */
  readonly onlyFirstWrong: number;
  /** Sets in which only the second was wrong. */
  readonly onlySecondWrong: number;
  /** Two-sided and exact; 1 when they were never wrong apart. */
  readonly pValue: number;
}

/**
 * McNemar's exact test that two forecasts of the same sets are wrong equally often: of the b + c sets in which one alone was wrong,
 * b is Binomial(b + c, 1/2); p = min(1, 2 P(X <= min(b, c))). It assumes that sets are independent of each other.
 *
 * Source: Q. McNemar, Psychometrika 12 (1947) 153-157; exact: F. Mosteller, Biometrics 8 (1952) 220-226.
 *
 * @param onlyFirstWrong b, whole and not negative. @param onlySecondWrong c.
 */
export function exactMcNemar(onlyFirstWrong: number, onlySecondWrong: number): McNemar {
  const fewer = Math.min(onlyFirstWrong, onlySecondWrong);
  const more = Math.max(onlyFirstWrong, onlySecondWrong);
  // P(X <= k) of n tosses = I_(1/2)(n - k, k + 1).
  const tail = more === 0 ? 1 : regularizedBeta(0.5, more, fewer + 1);
  return { onlyFirstWrong, onlySecondWrong, pValue: Math.min(1, 2 * tail) };
}
