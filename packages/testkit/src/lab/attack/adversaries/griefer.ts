import type { Adversary } from "../adversary.js";
import { answers, leaderBefore, medianOfOthers } from "../moves.js";

export const griefer: Adversary = {
  name: "griefer",
  does: "answers opposite to its victim, the leader unless another is named, so that any consensus moves away from it",
  formula: "2 m(t) - x_j(t), j the victim",
  knows: "pool",
  attack: (opportunity) => {
    const { world, worker, victim } = opportunity;
    return answers(opportunity, (set, own) => {
      const target = victim ?? leaderBefore(world, set, worker);
      const theirs = target === null ? undefined : world.names[target]?.answers[set];
      if (theirs === undefined) return own;
      return Math.max(0, 2 * medianOfOthers(world, set, [worker]) - theirs);
    });
  },
};
