import type { Adversary } from "../adversary.js";
import { answers, half } from "../moves.js";

export const dropOut: Adversary = {
  name: "drop-out",
  does: "stops answering half-way and keeps what weight it is left",
  formula: "x(t), then nothing",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set < half(opportunity.world) ? own : Number.NaN)),
};
