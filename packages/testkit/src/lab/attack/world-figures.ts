import { at } from "../../numbers/column.js";
import type { Attack } from "./adversary.js";
import type { World } from "./world.js";
import type { WorldResult } from "./world-fold.js";

/** One adversary in one world. */
export interface WorldOutcome {
  readonly attack: Attack;
  /** The honest world. */
  readonly world: World;
  readonly honest: WorldResult;
  readonly own: WorldResult;
}

/** What the figures of an adversary are made of: one value a world each, in the order of their seeds. */
export interface WorldFigures {
  /** Mean share of all weight over the rounds of the second half: of the same workers honestly, and of the adversary's names. */
  readonly honestShares: readonly number[];
  readonly shares: readonly number[];
  /** The same of the worker that was to be harmed; null where nobody was named, or the adversary has that name. */
  readonly victim: {
    readonly honestShares: readonly number[];
    readonly shares: readonly number[];
  } | null;
  /** Mean loss of the weighted combination on the sets that were combined with stored weights; null without any. */
  readonly honestLosses: readonly (number | null)[];
  readonly losses: readonly (number | null)[];
  /** Rounds until the adversary is noticed; null where it is not. */
  readonly noticedAfter: readonly (number | null)[];
}

/** What is left of the honest share when logic has noticed an adversary. */
const NOTICED = 0.9;

/** @param victim Index of the worker that is to be harmed. */
export function worldFigures(
  outcomes: readonly WorldOutcome[],
  victim: number | null,
): WorldFigures {
  return {
    honestShares: outcomes.map(({ attack, honest }) => total(honest.shares, attack.before)),
    shares: outcomes.map(({ attack, own }) => total(own.shares, attack.names)),
    victim: victim === null ? null : victimShares(outcomes, victim),
    honestLosses: outcomes.map(({ honest }) => honest.meanLoss),
    losses: outcomes.map(({ own }) => own.meanLoss),
    noticedAfter: outcomes.map(noticedIn),
  };
}

function victimShares(outcomes: readonly WorldOutcome[], victim: number): WorldFigures["victim"] {
  if (outcomes.some(({ attack }) => attack.names.includes(victim))) return null;
  return {
    honestShares: outcomes.map(({ honest }) => total(honest.shares, [victim])),
    shares: outcomes.map(({ own }) => total(own.shares, [victim])),
  };
}

/** What some names have together, of shares by worker id. */
export function total(shares: Float64Array, names: readonly number[], from = 0): number {
  return names.reduce((sum, name) => sum + (shares[from + name] ?? 0), 0);
}

/** Rounds until the logic has noticed the adversary; null when it does not. */
function noticedIn({ attack, world, honest, own }: WorldOutcome): number | null {
  const start = firstDifference(world, attack);
  const first = own.times.findIndex((time) => time > start);
  if (first < 0) return null;
  const workers = attack.world.names.length;
  for (let round = first; round < own.times.length; round += 1) {
    const was = total(honest.trail, attack.before, round * world.names.length);
    const is = total(own.trail, attack.names, round * workers);
    if (is < NOTICED * was) return round - first + 1;
  }
  return null;
}

/** Time of the first set that the adversary answers otherwise. */
function firstDifference(world: World, attack: Attack): number {
  const set = world.timestamps.findIndex((_, i) =>
    attack.names.some((name) => {
      const honest = world.names[name]?.answers[i] ?? Number.NaN;
      return !Object.is(at(attack.world.names[name]?.answers ?? [], i), honest);
    }),
  );
  return world.timestamps[Math.max(0, set)] ?? 0;
}
