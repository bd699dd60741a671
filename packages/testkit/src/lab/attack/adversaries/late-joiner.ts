import type { Adversary } from "../adversary.js";
import { answers, half } from "../moves.js";

export const lateJoiner: Adversary = {
  name: "late-joiner",
  does: "joins half-way, without a record",
  formula: "nothing, then x(t)",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set < half(opportunity.world) ? Number.NaN : own)),
};
