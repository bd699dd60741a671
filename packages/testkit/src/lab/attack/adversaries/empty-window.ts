import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

/** A round every two hours asks for the truth of every second set: see the design's clock in world.ts. */
const PERIOD = 2;

export const emptyWindow: Adversary = {
  name: "empty-window",
  does: "earns weight in the first quarter, then answers only sets that no round scores, so that it is present and never judged",
  formula: "x(t); after n / 4 only where t is odd",
  knows: "own",
  attack: (opportunity) =>
    answers(opportunity, (set, own) =>
      set < opportunity.world.timestamps.length >> 2 || set % PERIOD === 1 ? own : Number.NaN,
    ),
};
