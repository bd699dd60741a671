import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";
import { otherBytes } from "../other-bytes.js";

export const otherSeed: Property = {
  name: "other-seed",
  statement: "the output does not depend on randomness",
  method: "a round is run with two seeds of the randomness that a node gives",
  exempt: "never: nodes draw different numbers, and their outputs are compared by their bytes",
  rounds: generatedRound,
  onRecorded: true,
  judge: (round, lab) =>
    otherBytes(lab.run(round), lab.runAgain(round, { seed: 2 }), "with other randomness"),
};
