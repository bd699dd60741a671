import { everybody } from "../check-round.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";

export const knownWorkers: Property = {
  name: "known-workers",
  statement: "only workers of the payload get a weight",
  method: "each printed address is looked for among the inferences and the stored weights",
  exempt: "the logic weights an address that it knows from elsewhere",
  rounds: generatedRound,
  onRecorded: true,
  judge(round, lab) {
    const known = new Set(everybody(round));
    for (const worker of lab.run(round).printed?.keys() ?? []) {
      if (!known.has(worker))
        return `${JSON.stringify(worker)} gets a weight and is not in the payload`;
    }
    return null;
  },
};
