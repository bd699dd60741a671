import { limitOf, objectFaultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { CheckedRun } from "../laboratory.js";
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
    return limitOf(run) === null ? (objectFaultOf(run) ?? repeatedNameOf(run)) : null;
  },
};

/** A worker that stands in the object more than once, of which readers take different ones. */
function repeatedNameOf({ printed, outcome }: CheckedRun): string | null {
  if (printed === null) return null;
  const text = Buffer.from(outcome.stdout).toString("utf8");
  const repeated = [...printed.keys()].find((name) => {
    const quoted = JSON.stringify(name);
    return text.indexOf(quoted) !== text.lastIndexOf(quoted);
  });
  return repeated === undefined ? null : `${repeated} is in the object more than once`;
}
