import { Random } from "../../numbers/random.js";
import type { Opportunity, Scene } from "./adversary.js";
import { addressOf, type World } from "./world.js";

/** What an adversary is given in a world; the same for the same seed. */
export function opportunityIn(
  world: World,
  seed: number,
  { worker, victim }: Pick<Scene, "worker" | "victim">,
): Opportunity {
  return {
    ...{ world, worker, victim: victim ?? null },
    random: new Random(seed, 50),
    newAddress: (index) => addressOf(seed, world.names.length + index),
  };
}
