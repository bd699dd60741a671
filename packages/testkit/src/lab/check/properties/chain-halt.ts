import { answering } from "../check-round.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const chainHalt: Property = {
  name: "chain-halt",
  statement: "a round never leaves all weight with workers that did not answer",
  method:
    "the stored weights after a round are searched for a worker of its window; without one the chain masks every weight, the row sums to 0 and EndBlock panics (WK530)",
  exempt:
    "the topic's cadence is above 300 s, where v0.0.9 masks nobody, and absent workers keep their weight on purpose",
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const { stored } = lab.run(round);
    const present = answering(round);
    const before = new Map(Object.entries(round.weights));
    const after = new Map([...before, ...(stored ?? [])]);
    const isWeighed = (weights: ReadonlyMap<string, number>): boolean =>
      present.some((worker) => (weights.get(worker) ?? 0) > 0);
    const left = [...after].filter(([, weight]) => weight > 0);
    if (left.length === 0 || isWeighed(after) || !isWeighed(before)) return null;
    return `${left.map(([worker]) => worker).join(", ")} did not answer and would have all weight`;
  },
};
