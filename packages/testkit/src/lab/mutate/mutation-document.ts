import type { MutationPlan } from "./plan.js";
import { mutationScore, type MutationResult } from "./try-mutants.js";

/** Whether the author's tests counted, and why not: null when they did. */
export type TestsLeftOut = string | null;

/** The `--json` document of `weightkit check --mutate`. */
export function mutationDocument(
  { mutants, possible, broken }: MutationResult,
  { seed, ownOnly }: Pick<MutationPlan, "seed" | "ownOnly">,
  testsLeftOut: TestsLeftOut,
): object {
  return {
    format: "weightkit.mutation",
    version: 1,
    ...{ seed, ownOnly, possible },
    score: mutationScore(mutants),
    brokenProperties: broken,
    testsLeftOut,
    mutants: mutants.map((mutant) => {
      const { place, functionName, depth, change, line, changedLine, status, by, reason } = mutant;
      const { start } = mutant.edit;
      return {
        ...{ file: place.file, line: place.line, column: place.column, byte: start },
        ...{ function: functionName, calls: depth, change, source: line, changed: changedLine },
        ...{ status, by, reason },
      };
    }),
  };
}
