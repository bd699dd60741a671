import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

/** Answers as before: whatever this gains is the harness's own error. */
export const honest: Adversary = {
  name: "honest",
  does: "answers honestly, as a check: it must gain exactly 0",
  formula: "x",
  knows: "own",
  attack: (opportunity) => answers(opportunity, (_, own) => own),
};
