import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

/** WK660-WK669: comparing and attacking weight logic. */
export const labErrors = {
  noHonestWeights: descriptor<{ worlds: number; reason: string | null }>({
    code: "WK660",
    exit: ExitCode.logic,
    title: "No weights to attack",
    message: ({ worlds, reason }) =>
      `The logic stored no weights in ${worlds} made-up worlds without any adversary${reason === null ? "" : `; its first round failed with ${reason}`}`,
    hint: () =>
      "Check that it learns: `weightkit replay`. Logic that requests truth needs its project, or --truth-url; logic for probabilities, classes or distributions cannot be attacked yet",
  }),
};
