import { sum } from "../../../numbers/sum.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

/** One unit of the chain's integers. */
const TOLERANCE = 1e-5;

export const weightSum: Property = {
  name: "weight-sum",
  statement: "the weights that a round prints sum to what the project declares",
  method:
    "the printed weights are added up; a round that names nobody changes nothing and counts as well",
  exempt: "the project declares no check.sum",
  notFor: ({ declared }) => (declared.sum === null ? "check.sum is not set" : null),
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const { printed } = lab.run(round);
    const wanted = lab.subject.declared.sum;
    if (printed === null || printed.size === 0 || wanted === null) return null;
    const total = sum([...printed.values()].map(Number));
    return Math.abs(total - wanted) <= TOLERANCE
      ? null
      : `the weights sum to ${total} instead of ${wanted}`;
  },
};
