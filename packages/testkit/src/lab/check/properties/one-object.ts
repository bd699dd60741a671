import { limitOf, objectFaultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const oneObject: Property = {
  name: "one-object",
  statement: "every round ends with exit code 0 and one valid JSON object on stdout",
  method: "rounds of any shape are run, and stdout is read as the head node does",
  exempt: "never: the head node takes anything else as an inference, and the weights are lost",
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const run = lab.run(round);
    return limitOf(run) === null ? objectFaultOf(run) : null;
  },
};
