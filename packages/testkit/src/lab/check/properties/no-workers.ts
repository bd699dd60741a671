import { faultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const noWorkers: Property = {
  name: "no-workers",
  statement: "a round without answers ends well",
  method: "a round is run without sets, with empty sets, and with nothing at all",
  exempt: "never: the chain sends such rounds when nobody answers",
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const empty = round.sets.map(({ timestamp }) => ({ timestamp, answers: [] }));
    const cases = [
      ["without sets", { ...round, sets: [] }],
      ["with empty sets", { ...round, sets: empty }],
      ["without sets and weights", { ...round, sets: [], weights: {} }],
    ] as const;
    for (const [words, other] of cases) {
      const fault = faultOf(lab.run(other));
      if (fault !== null) return `${words}: ${fault}`;
    }
    return null;
  },
};
