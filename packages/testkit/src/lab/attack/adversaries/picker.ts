import type { Adversary } from "../adversary.js";
import { answers, medianOfOthers } from "../moves.js";

export const picker: Adversary = {
  name: "picker",
  does: "answers only sets in which its forecast is near the others', and leaves the hard ones out",
  formula: "x(t) where |x(t) - m(t)| <= 0.05 m(t), else nothing",
  knows: "pool",
  attack: (opportunity) => {
    const { world, worker } = opportunity;
    return answers(opportunity, (set, own) => {
      const median = medianOfOthers(world, set, [worker]);
      return Math.abs(own - median) <= 0.05 * median ? own : Number.NaN;
    });
  },
};
