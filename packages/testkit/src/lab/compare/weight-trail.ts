import type { RoundRan, SecondRan } from "../../replay/facts.js";

/** More stored weights than this are not kept; a difference after them is not looked for. */
const MAX_CELLS = 4_000_000;

/** Shares that differ by less are where rounding to 1e-5 leaves them. */
const SAME = 1e-9;

interface Step {
  readonly index: number;
  readonly second: boolean;
  readonly reputer: string;
  readonly blockTime: number;
  readonly weights: Float64Array;
}

/** Where the stored weights of two logics first differ. */
export interface Divergence {
  /** Counts weight cadences from 0. */
  readonly round: number;
  /** Whether it is the second run of that round. */
  readonly second: boolean;
  /** UNIX seconds. */
  readonly blockTime: number;
  readonly reputer: string;
  /** Index of the worker whose share differs most. */
  readonly worker: number;
  /** Its share of the weights under either logic, 0 to 1. */
  readonly shares: readonly [number, number];
}

/** The weights that stood after every run, in order. */
export class WeightTrail {
  readonly #steps: Step[] = [];
  #cells = 0;

  add({ kind, index, reputer, blockTime, weights }: RoundRan | SecondRan): void {
    this.#cells += weights.length;
    if (this.#cells > MAX_CELLS) return;
    const second = kind === "second";
    this.#steps.push({ index, second, reputer, blockTime, weights: sharesOf(weights) });
  }

  /** The first run after which shares differ from those of another logic on the same history; null when none is known. */
  divergence(other: WeightTrail): Divergence | null {
    for (const [i, { weights, index: round, ...step }] of this.#steps.entries()) {
      const theirs = other.#steps[i]?.weights;
      if (theirs === undefined) return null;
      const worker = mostApart(weights, theirs);
      if (worker === null) continue;
      const shares = [weights[worker] ?? 0, theirs[worker] ?? 0] as const;
      return { ...step, round, worker, shares };
    }
    return null;
  }
}

/** Parts of the sum; an absent weight and no weights at all are 0. */
function sharesOf(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + (weight > 0 ? weight : 0), 0);
  return weights.map((weight) => (weight > 0 ? weight / total : 0));
}

function mostApart(one: Float64Array, other: Float64Array): number | null {
  let worker: number | null = null;
  let most = SAME;
  for (const [i, share] of one.entries()) {
    const apart = Math.abs(share - (other[i] ?? 0));
    if (apart > most) [worker, most] = [i, apart];
  }
  return worker;
}
