import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

export const constant: Adversary = {
  name: "constant",
  does: "answers its first forecast forever and makes no other",
  formula: "x(0)",
  knows: "own",
  attack: (opportunity) => {
    const first = opportunity.world.names[opportunity.worker]?.answers[0];
    return answers(opportunity, (_, own) => first ?? own);
  },
};
