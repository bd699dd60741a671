import type { Adversary, Network } from "../adversary.js";
import { answers } from "../moves.js";

const WHALE: Network = { stakes: [3n, 1n, 1n, 1n], ownAddress: false, faster: 1 };

/** Runs the logic, so that its row looks like the others'; only what it takes for the truth is not. */
export const stakeWhale: Adversary = {
  name: "stake-whale",
  does: "holds half of all stake, and answers its own head node's requests for truth with its own forecasts",
  formula: "truth(t) = x(t) in a row with half of the stake; answers x(t)",
  knows: "own",
  network: WHALE,
  attack: (opportunity) => ({
    ...answers(opportunity, (_, own) => own),
    node: {
      kind: "own-truth",
      values: opportunity.world.names[opportunity.worker]?.answers ?? new Float64Array(),
    },
  }),
};
