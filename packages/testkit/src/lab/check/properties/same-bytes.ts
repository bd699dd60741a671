import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";
import { otherBytes } from "../other-bytes.js";

export const sameBytes: Property = {
  name: "same-bytes",
  statement: "the same input gives the same bytes",
  method: "a round is run twice in fresh instances",
  exempt: "never: nodes are compared by their bytes",
  rounds: generatedRound,
  onRecorded: true,
  judge: (round, lab) => otherBytes(lab.run(round), lab.runAgain(round), "in a second run"),
};
