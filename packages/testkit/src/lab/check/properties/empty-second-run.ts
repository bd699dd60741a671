import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const emptySecondRun: Property = {
  name: "empty-second-run",
  statement: "a second run, which sees no set, changes no stored weight",
  method:
    "a round is run without sets on stored weights, and what the chain stores is compared with them",
  exempt: "the logic lowers weights with time, and is meant to do so twice a round",
  rounds: (range) => generatedRound(range, { weights: "all" }),
  onRecorded: true,
  judge(round, lab) {
    const stored = Object.values(round.weights).some((weight) => weight > 0);
    if (!stored) return null;
    const run = lab.run({ ...round, sets: [] });
    if (run.failure !== null) return `the second run fails: ${run.failure.message}`;
    for (const [worker, weight] of run.stored ?? []) {
      const before = round.weights[worker] ?? 0;
      if (weight !== before)
        return `the second run stores ${weight} for ${worker}, who has ${before}`;
    }
    return null;
  },
};
