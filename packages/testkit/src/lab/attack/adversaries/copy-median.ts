import type { Adversary } from "../adversary.js";
import { answers, medianOfOthers } from "../moves.js";

export const copyMedian: Adversary = {
  name: "copy-median",
  does: "waits for the others' answers and answers their median",
  formula: "m(t), the median of the others' answers to the same set",
  knows: "pool",
  attack: (opportunity) => {
    const { world, worker } = opportunity;
    return answers(opportunity, (set, own) => {
      const median = medianOfOthers(world, set, [worker]);
      return Number.isNaN(median) ? own : median;
    });
  },
};
