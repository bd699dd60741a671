import { WEIGHT_SCALE } from "../chain/weight.js";
import { count } from "../report/text/numbers.js";
import type { JudgedRound } from "./round-result.js";
import { weightTable } from "./weight-table.js";

/** What `expect.extend` wants of a matcher, in vitest and in jest. */
export interface Matched {
  readonly pass: boolean;
  /** For `pass` false; for true it is what `.not` wants. */
  readonly message: () => string;
}

/**
 * Matchers for rounds, as `expect.extend` takes them. Weights are the chain's integers: 100,000 is 1.
 */
export const weightMatchers = {
  /** All weights that the round set sum to 1, less at most one unit a worker, which truncation takes. */
  toSumToOne(round: JudgedRound): Matched {
    const weights = Object.values(round.weights ?? {});
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const pass = weights.length > 0 && Math.abs(sum - WEIGHT_SCALE) <= weights.length;
    return matched(pass, round, `weights to sum to ${count(WEIGHT_SCALE)}`);
  },

  /** Each of these workers has more weight than the next; others do not count. */
  toRank(round: JudgedRound, workers: readonly string[]): Matched {
    const found = workers.map((worker) => round.weights?.[worker] ?? NaN);
    const pass = found.every((weight, i) => i === 0 || (found[i - 1] ?? NaN) > weight);
    return matched(
      pass && !found.some(Number.isNaN),
      round,
      `weights to rank ${workers.join(" > ")}`,
    );
  },

  /** The round failed, with this code. */
  toFailWith(round: JudgedRound, code: string): Matched {
    return matched(round.error?.code === code, round, `the round to fail with ${code}`);
  },

  /** The round used less fuel. */
  toStayUnderFuel(round: JudgedRound, fuel: number): Matched {
    const used = `, which used ${count(round.fuel)}`;
    return matched(round.fuel < fuel, round, `the round to stay under ${count(fuel)} fuel${used}`);
  },

  /**
   * The round did not fail and set exactly these workers' weights.
   * @param tolerance How far off a weight may be, in the chain's units. Default 1: what rounding takes.
   */
  toMatchWeights(
    round: JudgedRound,
    wanted: Readonly<Record<string, number>>,
    tolerance = 1,
  ): Matched {
    const { weights, error } = round;
    const names = new Set([...Object.keys(wanted), ...Object.keys(weights ?? {})]);
    const fits = (worker: string): boolean =>
      Math.abs((weights?.[worker] ?? NaN) - (wanted[worker] ?? NaN)) <= tolerance;
    const pass = weights !== null && error === null && [...names].every(fits);
    const missing = Object.keys(wanted).filter((worker) => weights?.[worker] === undefined);
    const shown = (worker: string): string => {
      const weight = wanted[worker];
      if (weight === undefined) return "none";
      return fits(worker) ? "✓" : weight.toLocaleString("en", { maximumFractionDigits: 2 });
    };
    const absent = missing.length === 0 ? "" : `; there is none for ${missing.join(", ")}`;
    const what = `weights to match within ${tolerance}${absent}`;
    return matched(pass, round, what, shown);
  },
} as const;

function matched(
  pass: boolean,
  round: JudgedRound,
  what: string,
  wanted: ((worker: string) => string) | null = null,
): Matched {
  const message = (): string =>
    `expected ${pass ? `not: ${what}` : what}\n\n${weightTable(round, wanted)}`;
  return { pass, message };
}
