import type { Random } from "../../../numbers/random.js";
import type { Knowledge } from "../adversary.js";

/** One number of a plan. A plan that leaves it out does without what it controls. */
export interface Move {
  readonly min: number;
  readonly max: number;
  readonly scale: "linear" | "log" | "whole";
  /** The least that an adversary must know for it. */
  readonly knows: Knowledge;
  /** Completes "the plan's … ". */
  readonly means: string;
}

/** All that a plan can consist of. An answer is the mean of own, median, leader and truth by their weights, and goes through the others in this order. */
export const MOVES = {
  own: { min: 0.01, max: 1, scale: "linear", knows: "own", means: "weight of its honest answer" },
  median: {
    ...{ min: 0.01, max: 1, scale: "linear", knows: "past" },
    means: "weight of the median of the others' answers",
  },
  leader: {
    ...{ min: 0.01, max: 1, scale: "linear", knows: "past" },
    means: "weight of the answer of the worker with the best record",
  },
  truth: {
    ...{ min: 0.01, max: 1, scale: "linear", knows: "past" },
    means: "weight of the latest truth that is known",
  },
  honestUntil: {
    ...{ min: 0.05, max: 0.9, scale: "linear", knows: "own" },
    means: "part of the world before which it is honest",
  },
  hold: {
    min: 2,
    max: 100,
    scale: "whole",
    knows: "own",
    means: "sets for which it repeats one answer",
  },
  lean: {
    min: -3,
    max: 5,
    scale: "linear",
    knows: "past",
    means: "multiple of its distance from the median that it adds",
  },
  shift: {
    min: -0.9,
    max: 3,
    scale: "linear",
    knows: "own",
    means: "part by which it raises the answer",
  },
  noise: {
    min: 0.01,
    max: 0.5,
    scale: "log",
    knows: "own",
    means: "relative size of normal noise",
  },
  burstEvery: {
    min: 1,
    max: 20,
    scale: "whole",
    knows: "own",
    means: "sets from one burst to the next",
  },
  burstFactor: { min: 0.001, max: 10_000, scale: "log", knows: "own", means: "factor in a burst" },
  from: {
    min: 0.02,
    max: 0.9,
    scale: "linear",
    knows: "own",
    means: "part of the world before which it is absent",
  },
  until: {
    min: 0.1,
    max: 0.98,
    scale: "linear",
    knows: "own",
    means: "part of the world after which it is absent",
  },
  period: { min: 2, max: 12, scale: "whole", knows: "own", means: "sets of which it answers one" },
  phase: {
    min: 1,
    max: 11,
    scale: "whole",
    knows: "own",
    means: "place of the set that it answers among those",
  },
  pick: {
    min: 0.005,
    max: 0.5,
    scale: "log",
    knows: "past",
    means: "relative distance from the median beyond which it does not answer",
  },
  names: { min: 2, max: 5, scale: "whole", knows: "own", means: "number of names" },
  spread: {
    min: 0.001,
    max: 0.5,
    scale: "log",
    knows: "own",
    means: "relative step from name to name",
  },
  lives: {
    min: 2,
    max: 6,
    scale: "whole",
    knows: "own",
    means: "number of times that it registers anew",
  },
  decoys: {
    min: 1,
    max: 2,
    scale: "whole",
    knows: "own",
    means: "number of further names that answer nonsense",
  },
  decoyFactor: {
    min: 0.001,
    max: 10_000,
    scale: "log",
    knows: "own",
    means: "factor of their answers",
  },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof MOVES;

export const MOVE_NAMES = Object.keys(MOVES).filter((name): name is MoveName => name in MOVES);

/** What an adversary does, in numbers: see {@link MOVES}. Empty is honest. */
export type AttackPlan = Readonly<Partial<Record<MoveName, number>>>;

/** What an adversary can do at most. */
export interface Powers {
  readonly knows: Knowledge;
  /** Names that it can have in all, 1 or more. */
  readonly names: number;
}

export const ALL_POWERS: Powers = { knows: "pool", names: 32 };

const ORDER: readonly Knowledge[] = ["own", "past", "pool"];

/** Moves that some powers allow. */
export function allowedMoves({ knows, names }: Powers): MoveName[] {
  const severalNames: readonly MoveName[] = ["names", "spread", "lives", "decoys", "decoyFactor"];
  return MOVE_NAMES.filter(
    (name) =>
      ORDER.indexOf(MOVES[name].knows) <= ORDER.indexOf(knows) &&
      (names > 1 || !severalNames.includes(name)),
  );
}

/** A value of a move, uniform on its scale. */
export function randomValue(name: MoveName, random: Random): number {
  return valueAt(name, random.uniform());
}

/**
 * A value near another. @param size Standard deviation, in parts of the range; on a linear scale half of the time in parts of four times the
 * value, so that a small one stays small.
 */
export function nearValue(name: MoveName, value: number, size: number, random: Random): number {
  const { min, max, scale } = MOVES[name];
  if (scale === "linear" && random.uniform() < 0.5)
    return Math.min(max, Math.max(min, value * Math.exp(4 * size * random.normal())));
  const place =
    scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return valueAt(name, Math.min(1, Math.max(0, place + size * random.normal())));
}

/** @param place 0 to 1 */
function valueAt(name: MoveName, place: number): number {
  const { min, max, scale } = MOVES[name];
  if (scale === "log") return min * (max / min) ** place;
  if (scale === "linear") return min + (max - min) * place;
  return Math.min(max, min + Math.floor((max - min + 1) * place));
}

/** The same plan with numbers that are easier to read: two significant digits. */
export function rounded(plan: AttackPlan): AttackPlan {
  return Object.fromEntries(
    Object.entries(plan).map(([name, value]) => [name, Number(value.toPrecision(2))]),
  );
}

/** The plan without a move. */
export function without(plan: AttackPlan, name: MoveName): AttackPlan {
  return Object.fromEntries(Object.entries(plan).filter(([key]) => key !== name));
}

/** The moves of a plan, in the order of the table. */
export function movesOf(plan: AttackPlan): MoveName[] {
  return MOVE_NAMES.filter((name) => plan[name] !== undefined);
}
