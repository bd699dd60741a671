import { answering } from "../check-round.js";
import { withoutAnswersOf } from "../transform.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const absentWorker: Property = {
  name: "absent-worker",
  statement: "a worker that stays away does not break a round",
  method: "the answers of one worker are taken out of every set, and its stored weight stays",
  exempt: "never: any worker may stay away",
  rounds: (range) => generatedRound(range, { weights: "all" }),
  onRecorded: true,
  judge(round, lab) {
    const [absent] = answering(round);
    if (absent === undefined) return null;
    const fault = faultOf(lab.run(withoutAnswersOf(round, absent)));
    return fault === null ? null : `without any answer of ${absent}: ${fault}`;
  },
};
