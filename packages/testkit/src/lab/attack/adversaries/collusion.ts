import type { Adversary } from "../adversary.js";
import { answers } from "../moves.js";

const SHIFT = 1.2;

/** Two other workers agree with the adversary; what all three get counts. */
export const collusion: Adversary = {
  name: "collusion",
  does: "agrees with two other workers on an answer a fifth too high, to pull the combination along",
  formula: "1.2 x(t) by three workers",
  knows: "own",
  attack: (opportunity) => {
    const { world, worker } = opportunity;
    const own = world.names[worker]?.answers ?? new Float64Array();
    const agreed = own.map((answer) => answer * SHIFT);
    const others = world.names.map((_, i) => i).filter((i) => i !== worker);
    const members = [worker, ...others.slice(-2)];
    const attack = answers(opportunity, (set, honest) => agreed[set] ?? honest);
    const names = attack.world.names.map((name, i) =>
      members.includes(i) ? { ...name, answers: agreed } : name,
    );
    return { world: { ...attack.world, names }, names: members, before: members };
  },
};
