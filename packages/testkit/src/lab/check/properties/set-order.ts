import { differenceOf } from "../compare.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const setOrder: Property = {
  name: "set-order",
  statement: "the order of the sets does not matter",
  method: "a round is compared with the same one with its sets oldest first",
  exempt: "the logic takes the first set for the newest, as the chain sends it",
  rounds: (range) => generatedRound(range, { minWorkers: 2 }),
  onRecorded: true,
  judge(round, lab) {
    const other = { ...round, sets: round.sets.toReversed() };
    return differenceOf(lab.run(round), lab.run(other), "with the oldest set first");
  },
};
