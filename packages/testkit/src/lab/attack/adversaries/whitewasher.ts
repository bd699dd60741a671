import type { Adversary } from "../adversary.js";
import { joinedBy, answers } from "../moves.js";

const LIVES = 5;

export const whitewasher: Adversary = {
  name: "whitewasher",
  does: "answers carelessly and leaves its record behind by registering a new name five times",
  formula: "x(t) (1 + 0.1 z) under name floor(5 t / n)",
  knows: "own",
  attack: (opportunity) => {
    const { world, worker, random } = opportunity;
    const own = world.names[worker]?.answers ?? new Float64Array();
    const careless = own.map((answer) => Math.max(0, answer * (1 + 0.1 * random.normal())));
    const life = (set: number): number => Math.floor((LIVES * set) / own.length);
    const under = (name: number): Float64Array =>
      careless.map((answer, set) => (life(set) === name ? answer : Number.NaN));
    const first = under(0);
    return joinedBy(
      answers(opportunity, (set) => first[set] ?? Number.NaN),
      Array.from({ length: LIVES - 1 }, (_, index) => ({
        address: opportunity.newAddress(index),
        answers: under(index + 1),
      })),
    );
  },
};
