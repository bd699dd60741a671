import type { Adversary } from "../adversary.js";
import { answers, medianOfOthers } from "../moves.js";

export const copyLate: Adversary = {
  name: "copy-late",
  does: "answers what the others answered to the set before",
  formula: "m(t - 1)",
  knows: "past",
  attack: (opportunity) => {
    const { world, worker } = opportunity;
    return answers(opportunity, (set, own) => {
      const median = set === 0 ? Number.NaN : medianOfOthers(world, set - 1, [worker]);
      return Number.isNaN(median) ? own : median;
    });
  },
};
