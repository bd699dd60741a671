import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

export const stuck: Adversary = {
  name: "stuck",
  does: "repeats one value from the first quarter on, like a broken feed",
  formula: "x(t), then x(n / 4)",
  knows: "own",
  attack: (opportunity) => {
    const own = opportunity.world.names[opportunity.worker]?.answers ?? new Float64Array();
    const from = own.length >> 2;
    return answers(opportunity, (set, honest) => (set < from ? honest : (own[from] ?? honest)));
  },
};
