import type { Adversary } from "../adversary.js";
import { answers, leaderBefore, medianOfOthers } from "../moves.js";

export const griefer: Adversary = {
  name: "griefer",
  does: "answers opposite to the leader, so that any consensus moves away from it",
  formula: "2 m(t) - x_j(t), j the leader",
  knows: "pool",
  attack: (opportunity) => {
    const { world, worker } = opportunity;
    return answers(opportunity, (set, own) => {
      const leader = leaderBefore(world, set, worker);
      const theirs = leader === null ? undefined : world.names[leader]?.answers[set];
      if (theirs === undefined) return own;
      return Math.max(0, 2 * medianOfOthers(world, set, [worker]) - theirs);
    });
  },
};
