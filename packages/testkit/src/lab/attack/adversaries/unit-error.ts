import type { Adversary } from "../adversary.js";
import { answers, half } from "../moves.js";

export const unitError: Adversary = {
  name: "unit-error",
  does: "answers in thousandths from half-way on",
  formula: "x(t), then 1000 x(t)",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set < half(opportunity.world) ? own : 1000 * own)),
};
