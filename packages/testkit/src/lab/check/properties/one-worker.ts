import { answering } from "../check-round.js";
import { withAnswers } from "../transform.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const oneWorker: Property = {
  name: "one-worker",
  statement: "a round with a single worker ends well",
  method: "all but one worker are taken out of a round",
  exempt: "never: a topic may have one worker",
  rounds: (range) => generatedRound(range, { maxWorkers: 1 }),
  onRecorded: true,
  judge(round, lab) {
    const [only] = answering(round);
    const alone = withAnswers(round, (answer) => (answer.worker === only ? answer : null));
    const sets = alone.sets.filter(({ answers }) => answers.length > 0);
    const weights = Object.fromEntries(
      Object.entries(round.weights).filter(([worker]) => worker === only),
    );
    const fault = faultOf(lab.run({ ...alone, sets, weights }));
    return fault === null ? null : `with one worker: ${fault}`;
  },
};
