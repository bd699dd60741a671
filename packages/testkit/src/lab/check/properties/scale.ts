import { differenceOf } from "../compare.js";
import { generatedRound } from "../generate.js";
import { numbersOnly } from "../numbers-only.js";
import type { Property } from "../property.js";
import { withValues } from "../transform.js";

export const scale: Property = {
  name: "scale",
  statement: "weights do not depend on the unit of the values",
  method: "a round is compared with the same one with all answers and truths eight times as large",
  exempt:
    "it is checked where check.holds has it; a logic with a limit or a temperature in the unit of the values has another weight then",
  notFor: numbersOnly,
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const other = withValues(round, lab.subject.valueScale, (value) => value * 8);
    const changed = "with all values eight times as large";
    return differenceOf(lab.run(round), lab.run(other), changed);
  },
};
