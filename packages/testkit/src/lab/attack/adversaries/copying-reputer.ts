import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";
import { FOUR_NODES } from "./lazy-reputer.js";

export const copyingReputer: Adversary = {
  name: "copying-reputer",
  does: "runs one of four head nodes, and signs the weights that are on chain instead of running the logic",
  formula: "w(t) = w(t - 1) in one of four rows of equal stake; answers x(t)",
  knows: "past",
  network: FOUR_NODES,
  attack: (opportunity) => ({
    ...answers(opportunity, (_, own) => own),
    node: { kind: "copied" },
  }),
};
