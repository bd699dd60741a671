import { limitFault } from "../limit-fault.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const memory: Property = {
  name: "memory",
  statement: "a round of 200 workers stays within the memory limit",
  method:
    "a round grows to 200 workers, and every round is held to the limits of the project as well",
  exempt: "the topic cannot have so many workers",
  rounds: generatedRound,
  onRecorded: true,
  maxRuns: 10,
  judge: (round, lab) => limitFault(round, lab, "memory"),
};
