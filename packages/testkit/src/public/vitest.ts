/** Matchers for vitest: `import "@weightkit/testkit/vitest"` in a test or in a set-up file adds them to `expect`, with types. */
import { expect } from "vitest";
import { weightMatchers } from "../testing/matchers.js";

expect.extend(weightMatchers);

/** What a round is expected to be; weights are the chain's integers: 100,000 is 1. */
export interface RoundMatchers<R> {
  /** All weights that the round set sum to 1, less at most one unit a worker, which truncation takes. */
  toSumToOne(): R;
  /** Each of these workers has more weight than the next; others do not count. */
  toRank(workers: readonly string[]): R;
  /** The round failed, with this code. */
  toFailWith(code: string): R;
  /** The round used less fuel. */
  toStayUnderFuel(fuel: number): R;
  /** The round did not fail and set exactly these workers' weights, within a tolerance in the chain's units (default 1). */
  toMatchWeights(weights: Readonly<Record<string, number>>, tolerance?: number): R;
}

declare module "vitest" {
  // Vitest's own declaration, to the letter: TypeScript merges only those.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type
  interface Matchers<T = any> extends RoundMatchers<void> {}
}
