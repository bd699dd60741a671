import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

const VALUES = [Infinity, -1, 1e300, 0, 5e-324];

export const garbage: Adversary = {
  name: "garbage",
  does: "answers nonsense in every third set: infinite, negative, enormous or zero",
  formula: "x(t), or one of inf, -1, 1e300, 0, 5e-324",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set % 3 === 0 ? (VALUES[(set / 3) % 5] ?? own) : own)),
};
