import type { Adversary } from "../adversary.js";
import { answers, joinedBy } from "../moves.js";

const APART = 0.02;

/** Sybils that hedge: whichever way the truth goes, one of them is near it. */
export const spreadNames: Adversary = {
  name: "spread-names",
  does: "registers two more names and answers a little below and above under them",
  formula: "0.98 x(t), x(t), 1.02 x(t)",
  knows: "own",
  attack: (opportunity) => {
    const own = opportunity.world.names[opportunity.worker]?.answers ?? new Float64Array();
    return joinedBy(
      answers(opportunity, (_, honest) => honest),
      [1 - APART, 1 + APART].map((factor, index) => ({
        address: opportunity.newAddress(index),
        answers: own.map((answer) => answer * factor),
      })),
    );
  },
};
