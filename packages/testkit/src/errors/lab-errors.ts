import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";

/** WK660-WK669: comparing, attacking and mutating weight logic. */
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
  noMutants: descriptor<{ name: string }>({
    code: "WK665",
    exit: ExitCode.usage,
    title: "No mutants",
    message: ({ name }) =>
      `${name} has no instruction that could be changed: mutants are made of code that a source map leads back to the author's own sources`,
    hint: () => "Run it in a project with AssemblyScript sources that compute something",
  }),
  lowMutationScore: descriptor<{ percent: number; least: number }>({
    code: "WK666",
    exit: ExitCode.logic,
    title: "Mutation score below its threshold",
    message: ({ percent, least }) =>
      `Properties and tests kill ${percent.toFixed(1)}% of the mutants instead of ${least}%`,
    hint: () =>
      "Add tests or declare properties (`check.holds`) for the lines that survived, or lower --min-score",
  }),
};
