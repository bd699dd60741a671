import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

export const noise: Adversary = {
  name: "noise",
  does: "answers at random around its honest forecast",
  formula: "x(t) (1 + 0.1 z), z standard normal",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (_, own) => Math.max(0, own * (1 + 0.1 * opportunity.random.normal()))),
};
