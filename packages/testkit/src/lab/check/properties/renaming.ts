import { differenceOf } from "../compare.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";
import { renamed } from "../transform.js";

export const renaming: Property = {
  name: "renaming",
  statement: "what a worker is called does not matter",
  method:
    "a round is compared with the same one in which the workers have exchanged their addresses, so that their alphabetical order turns around",
  exempt: "the logic knows a worker by its address, such as one that brings the truth",
  rounds: (range) => generatedRound(range, { minWorkers: 2 }),
  onRecorded: true,
  judge(round, lab) {
    const { round: other, name } = renamed(round);
    return differenceOf(lab.run(round), lab.run(other), "with addresses exchanged", name);
  },
};
