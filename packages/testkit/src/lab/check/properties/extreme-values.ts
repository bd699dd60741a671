import { answering } from "../check-round.js";
import { withAnswers } from "../transform.js";
import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

/** The chain stores unsigned integers of 64 bits. The square of 2^16 - 1 is negative in 32 bits. */
const EXTREMES = [
  "0",
  "1",
  "65535",
  "2147483648",
  "4294967295",
  "9007199254740992",
  "18446744073709551615",
];

export const extremeValues: Property = {
  name: "extreme-values",
  statement: "the smallest and largest values that the chain can store do not break a round",
  method: "one worker, then everybody, answers 0, 1, 2^16 - 1, 2^31, 2^32 - 1, 2^53 and 2^64 - 1",
  exempt: "the project's workers cannot answer such values",
  rounds: (range) => generatedRound(range, { full: true }),
  onRecorded: false,
  maxRuns: 15,
  judge(round, lab) {
    for (const value of EXTREMES) {
      for (const [worker] of [answering(round), []]) {
        const other = withAnswers(round, (answer) =>
          worker === undefined || answer.worker === worker ? { ...answer, value } : answer,
        );
        const fault = faultOf(lab.run(other));
        if (fault !== null) return `${worker ?? "everybody"} answers ${value}: ${fault}`;
      }
    }
    return null;
  },
};
