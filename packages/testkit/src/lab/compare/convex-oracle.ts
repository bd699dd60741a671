import { sum } from "../../numbers/sum.js";
import { LeastAbsolute } from "./interior-point.js";

/** The best fixed shares in hindsight. */
export interface ConvexOracle {
  /** Shares by column, not negative, of sum 1. */
  readonly shares: Float64Array;
  /** Sum over sets of |errors · shares|. */
  readonly loss: number;
  /** No shares lose less than this: proved by the dual program, not estimated. */
  readonly bound: number;
}

const MAX_STEPS = 100;
/** Relative to the loss. */
const GAP = 1e-12;

/**
 * The shares, fixed for all sets, not negative and of sum 1, with the least sum over sets of |errors · shares|: the best convex
 * combination of workers that anybody could have chosen knowing everything.
 *
 * Sources: as a linear program by interior points: R. Koenker and R. Portnoy, "The Gaussian hare and the Laplacian tortoise", Stat.
 * Sci. 12 (1997) 279-300; as a comparator: N. Cesa-Bianchi and G. Lugosi, Prediction, Learning, and Games (2006), section 2.
 *
 * @param errors sets x columns, row by row, finite, with the error's sign. @param columns At least 1.
 */
export function convexOracle(errors: Float64Array, columns: number): ConvexOracle {
  const sets = errors.length / columns;
  const scale = errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0);
  if (scale === 0)
    return { shares: new Float64Array(columns).fill(1 / columns), loss: 0, bound: 0 };
  const program = new LeastAbsolute(
    errors.map((error) => error / scale),
    sets,
    columns,
  );
  let best = single(program, columns);
  for (let step = 0; step < MAX_STEPS && best.loss - best.bound > GAP * best.loss; step += 1) {
    if (!program.step()) break;
    const now = certified(program);
    best = {
      ...(now.loss < best.loss ? now : best),
      bound: now.bound > best.bound ? now.bound : best.bound,
    };
  }
  return { shares: best.shares, loss: best.loss * scale, bound: best.bound * scale };
}

/** All for the one column that loses least: where errors are 0 no interior point gets there. */
function single(program: LeastAbsolute, columns: number): ConvexOracle {
  let best = certified(program);
  for (let i = 0; i < columns; i += 1) {
    const shares = new Float64Array(columns);
    shares[i] = 1;
    const loss = lossOf(program, shares);
    if (loss < best.loss) best = { ...best, shares, loss };
  }
  return best;
}

/** The shares so far, made to sum to 1, with what they lose and what the multipliers prove. */
function certified(program: LeastAbsolute): ConvexOracle {
  const total = sum(program.shares);
  const shares = program.shares.map((share) => share / total);
  // Any y between -1 and 1 proves that no shares lose less than min(Dᵀy).
  const y = program.multipliers.map((value) => Math.max(-1, Math.min(1, value)));
  const bound = -program.pull(y).reduce((most, value) => Math.max(most, value), -Infinity);
  return { shares, loss: lossOf(program, shares), bound: Math.max(0, bound) };
}

function lossOf(program: LeastAbsolute, shares: Float64Array): number {
  return sum(program.errors(shares).map(Math.abs));
}
