import type { Adversary } from "../adversary.js";
import { answers, joinedBy } from "../moves.js";

/** Sybils: names cost nothing. */
export const threeNames: Adversary = {
  name: "three-names",
  does: "registers two more names and gives the same answer under all three",
  formula: "x(t), three times",
  knows: "own",
  attack: (opportunity) => {
    const own = opportunity.world.names[opportunity.worker]?.answers ?? new Float64Array();
    return joinedBy(
      answers(opportunity, (_, honest) => honest),
      [0, 1].map((index) => ({ address: opportunity.newAddress(index), answers: own })),
    );
  },
};
