import { differenceOf } from "../compare.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const workerOrder: Property = {
  name: "worker-order",
  statement: "the order of the answers in a set does not matter",
  method: "a round is compared with the same one whose sets list their answers backwards",
  exempt: "the logic breaks ties by order on purpose",
  rounds: (range) => generatedRound(range, { minWorkers: 2 }),
  onRecorded: true,
  judge(round, lab) {
    const sets = round.sets.map((set) => ({ ...set, answers: set.answers.toReversed() }));
    const other = { ...round, sets };
    return differenceOf(lab.run(round), lab.run(other), "with the answers backwards");
  },
};
