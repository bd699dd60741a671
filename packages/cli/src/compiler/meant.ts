import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { blanked } from "./blanked.js";
import { sdkMembers } from "./sdk-members.js";

/** What weight logic imports from @weightkit/sdk; a test compares it with the package. */
export const SDK_NAMES = [
  ...[
    "Age",
    "attendance",
    "Consensus",
    "LossWindow",
    "Missing",
    "naiveError",
    "environment",
    "Http",
  ],
  ...[
    "InferenceSet",
    "log",
    "Loss",
    "LossOf",
    "Losses",
    "Normalize",
    "formatNumber",
    "parseNumber",
    "Param",
  ],
  ...["PerWorker", "Round", "Kind", "Packing", "Values", "Distributions", "Vectors", "Scores"],
  ...["RequestTruth", "Truth", "WeightMatrix", "Weights", "Worker", "Workers"],
];

/** Members of AssemblyScript's own classes that weight logic uses. */
const MEMBERS = [
  ...[
    "length",
    "push",
    "pop",
    "slice",
    "splice",
    "sort",
    "reverse",
    "concat",
    "join",
    "map",
    "filter",
  ],
  ...[
    "reduce",
    "forEach",
    "indexOf",
    "findIndex",
    "includes",
    "some",
    "every",
    "fill",
    "at",
    "shift",
  ],
  ...["get", "set", "has", "delete", "clear", "size", "keys", "values", "add", "toString"],
  ...[
    "startsWith",
    "endsWith",
    "split",
    "substring",
    "trim",
    "replace",
    "replaceAll",
    "charCodeAt",
  ],
  ...[
    "abs",
    "exp",
    "log",
    "log2",
    "log10",
    "sqrt",
    "pow",
    "min",
    "max",
    "floor",
    "ceil",
    "round",
    "sign",
    "tanh",
  ],
];
const SHORTEST = 3;

/** What a name was probably meant to be: one that the same file has; null when none is near. */
export function meantName(name: string, text: string): string | null {
  return near(name, [...words(text, /(?<![.\w])[A-Za-z_]\w*/g), ...SDK_NAMES]);
}

/** As {@link meantName} of a member: one that the same file has, or the standard library where the type is one of its. */
export function meantMember(name: string, text: string, isLibrarys: boolean): string | null {
  return near(name, [...words(text, /(?<=\.\s*)[A-Za-z_]\w*/g), ...(isLibrarys ? MEMBERS : [])]);
}

/** As {@link meantName} of a member of a class or namespace of the SDK. */
export function meantOfSdk(name: string, className: string): string | null {
  return near(name, sdkMembers(className));
}

function near(name: string, known: readonly string[]): string | null {
  if (name.length < SHORTEST) return null;
  return nearest(
    name,
    known.filter((word) => word !== name && word.length >= SHORTEST),
  );
}

function words(text: string, pattern: RegExp): string[] {
  return Array.from(blanked(text).matchAll(pattern), ([word]) => word);
}
