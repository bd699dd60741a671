import type { Adversary } from "../adversary.js";
import { answers, half } from "../moves.js";

const SHIFT = 1.3;

export const sleeper: Adversary = {
  name: "sleeper",
  does: "earns weight honestly in the first half and uses it to pull the combination up in the second",
  formula: "x(t), then 1.3 x(t)",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set < half(opportunity.world) ? own : own * SHIFT)),
};
