import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import { crowded } from "../crowd.js";
import type { Property } from "../property.js";

const WORKERS = 2000;

export const manyWorkers: Property = {
  name: "many-workers",
  statement: "a round of 2,000 workers ends well",
  method: "a round grows to 2,000 workers that answer every set of the window",
  exempt: "the topic cannot have so many workers",
  rounds: (range) => generatedRound(range, { full: true }),
  onRecorded: false,
  maxRuns: 2,
  judge(round, lab) {
    const fault = faultOf(lab.run(crowded(round, WORKERS)));
    return fault === null ? null : `with 2,000 workers: ${fault}`;
  },
};
