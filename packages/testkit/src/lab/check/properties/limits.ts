import type { LimitName } from "../ends-well.js";
import { generatedRound } from "../generate.js";
import { limitFault } from "../limit-fault.js";
import type { Property } from "../property.js";

export const fuel = within("fuel", "the fuel limit");
export const memory = within("memory", "the memory limit");
export const time = within("time", "the time limit of this machine");

function within(name: LimitName, limit: string): Property {
  return {
    name,
    statement: `a round of 200 workers stays within ${limit}`,
    method:
      "a round grows to 200 workers, and every round is held to the limits of the project as well",
    exempt: "the topic cannot have so many workers",
    rounds: generatedRound,
    onRecorded: true,
    maxRuns: 10,
    judge: (round, lab) => limitFault(round, lab, name),
  };
}
