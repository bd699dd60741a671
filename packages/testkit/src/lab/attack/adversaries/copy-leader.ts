import type { Adversary } from "../adversary.js";
import { answers, leaderBefore } from "../moves.js";

export const copyLeader: Adversary = {
  name: "copy-leader",
  does: "waits for the answer of the worker with the best record and repeats it",
  formula: "x_j(t), j the smallest mean absolute error on the truths available at t",
  knows: "pool",
  attack: (opportunity) => {
    const { world, worker } = opportunity;
    return answers(opportunity, (set, own) => {
      const leader = leaderBefore(world, set, worker);
      return leader === null ? own : (world.names[leader]?.answers[set] ?? own);
    });
  },
};
