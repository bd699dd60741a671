import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

const EVERY = 10;

export const outlierBomb: Adversary = {
  name: "outlier-bomb",
  does: "answers a hundred times too much in every tenth set",
  formula: "x(t), 100 x(t) where 10 divides t",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set > 0 && set % EVERY === 0 ? 100 * own : own)),
};
