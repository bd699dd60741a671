import { answering } from "../check-round.js";
import { withAnswers } from "../transform.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

const MALFORMED = ["", "abc", "NaN", "-5", "1e400", " 7", "0x10"];

export const malformedValues: Property = {
  name: "malformed-values",
  statement: "a value that is not a number does not break a round",
  method:
    "the first worker answers texts that are not numbers; the chain sends none, another host may",
  exempt: "the project's host sends whole numbers only, and the logic relies on it",
  rounds: generatedRound,
  onRecorded: false,
  maxRuns: 15,
  judge(round, lab) {
    const [first] = answering(round);
    for (const value of MALFORMED) {
      const other = withAnswers(round, (answer) =>
        answer.worker === first ? { ...answer, value } : answer,
      );
      const fault = faultOf(lab.run(other));
      if (fault !== null) return `${String(first)} answers ${JSON.stringify(value)}: ${fault}`;
    }
    return null;
  },
};
