import type { Adversary, Network } from "../adversary.js";
import { answers, half } from "../moves.js";

/**
 * Minutes instead of hours, so that the chain asks for answers in each epoch and masks the weights of who gave too few. A head node that
 * is weighted as a worker, and masked, is what the chain's payment cannot handle (WK535).
 */
const MINUTES: Network = { stakes: [1n, 1n], ownAddress: true, faster: 60 };

export const halter: Adversary = {
  name: "halter",
  does: "runs a head node under its worker's address, and falls silent half-way, so that the chain masks its weight and halts",
  formula: "x(t), then nothing, one set a minute",
  knows: "own",
  network: MINUTES,
  attack: (opportunity) =>
    answers(opportunity, (set, own) => (set < half(opportunity.world) ? own : Number.NaN)),
};
