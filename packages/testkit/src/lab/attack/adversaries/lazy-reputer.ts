import type { Adversary, Network } from "../adversary.js";
import { answers } from "../moves.js";

/** Four head nodes of equal stake; the adversary, an honest worker, runs one. */
export const FOUR_NODES: Network = { stakes: [1n, 1n, 1n, 1n], ownAddress: false, faster: 1 };

export const lazyReputer: Adversary = {
  name: "lazy-reputer",
  does: "runs one of four head nodes, and signs equal weights there instead of running the logic",
  formula: "w_j = 1 / n in one of four rows of equal stake; answers x(t)",
  knows: "own",
  network: FOUR_NODES,
  attack: (opportunity) => ({
    ...answers(opportunity, (_, own) => own),
    node: { kind: "equal" },
  }),
};
