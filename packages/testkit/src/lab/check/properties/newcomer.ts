import { answering } from "../check-round.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const newcomer: Property = {
  name: "newcomer",
  statement: "a worker without a stored weight does not break a round",
  method: "one worker of a round loses its stored weight, while the others keep theirs",
  exempt: "never: any worker may join",
  rounds: (range) => generatedRound(range, { minWorkers: 2, weights: "some" }),
  onRecorded: true,
  judge(round, lab) {
    const [first = ""] = answering(round);
    const weights = Object.entries(round.weights).filter(([worker]) => worker !== first);
    const fault = faultOf(lab.run({ ...round, weights: Object.fromEntries(weights) }));
    return fault === null ? null : `${first} is new: ${fault}`;
  },
};
