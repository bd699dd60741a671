import { differenceOf } from "../compare.js";
import { generatedRound } from "../generate.js";
import { numbersOnly } from "../numbers-only.js";
import type { Property } from "../property.js";
import { withValues } from "../transform.js";

export const shift: Property = {
  name: "shift",
  statement: "weights do not depend on where the values start",
  method: "a round is compared with the same one with 1,024 added to all answers and truths",
  exempt:
    "it is checked where check.holds has it; relative errors change with the level of the values",
  notFor: numbersOnly,
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const other = withValues(round, lab.subject.valueScale, (value) => value + 1024);
    const changed = "with 1,024 added to all values";
    return differenceOf(lab.run(round), lab.run(other), changed);
  },
};
