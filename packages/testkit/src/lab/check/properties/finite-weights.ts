import { weightFaultOf } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const finiteWeights: Property = {
  name: "finite-weights",
  statement: "every weight is a finite decimal that is not negative and that the chain can store",
  method: "each printed weight is read as head node and chain do",
  exempt: "never: the head node stores garbage for NaN, infinity and negative numbers",
  rounds: generatedRound,
  onRecorded: true,
  judge: (round, lab) => weightFaultOf(lab.run(round)),
};
