import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import type { GivenValues, Option, Relation } from "./command.js";
import { camelCase } from "./define.js";
import { calledBy, isGiven, type Sources } from "./source.js";

/** Options that exclude each other, and options without the one that they need. A pair is reported once. */
export function relationFaults(
  options: readonly Option[],
  values: GivenValues,
  sources: Sources,
): WeightkitError[] {
  // A flag that the environment turns off is as good as not given.
  const given = (name: string): boolean =>
    isGiven(sources, name) && values[camelCase(name)] !== false;
  const holds = ({ option, value }: Relation): boolean =>
    value === undefined ? given(option) : values[camelCase(option)] === value;
  const called = ({ option, value }: Relation): string => spelled(calledBy(option, sources), value);
  return options.flatMap((option) => {
    const { name, conflicts = [], needs = [] } = option;
    if (!given(name)) return [];
    const one = calledBy(name, sources);
    return [
      ...conflicts
        .filter(holds)
        .map((other) =>
          fault(usageErrors.conflictingOptions, { one, other: called(other), why: other.why }),
        ),
      ...needs
        .filter((other) => !holds(other))
        .map((other) =>
          fault(usageErrors.missingCompanion, { one, other: called(other), why: other.why }),
        ),
    ];
  });
}

function spelled(called: string, value: string | undefined): string {
  if (value === undefined) return called;
  return `${called}${called.startsWith("-") ? " " : "="}${value}`;
}
