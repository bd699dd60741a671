import type { Argument, Command, NameKind, Option } from "../../core/command.js";

/** What a shell can offer for a value. */
export type Offer =
  | { readonly kind: "choices"; readonly choices: readonly string[] }
  | { readonly kind: "files" | "folders" }
  /** What `weightkit completion --names` prints then. */
  | { readonly kind: "names"; readonly names: NameKind }
  /** A value that only the user knows. */
  | { readonly kind: "nothing" };

/** For an option's value; null for a flag, which has none. */
export function optionOffer(option: Option): Offer | null {
  if (option.kind === "flag") return null;
  if (option.kind === "choice") return { kind: "choices", choices: option.choices };
  if (option.kind === "text" && option.names !== undefined) {
    return { kind: "names", names: option.names };
  }
  if (option.value === "FILE" || option.value === "PATH") return { kind: "files" };
  return { kind: option.value === "DIR" ? "folders" : "nothing" };
}

/** For a command's first argument; null when it takes none. */
export function argumentOffer({ args }: Command): Offer | null {
  const [first] = args;
  if (first === undefined) return null;
  return forArgument(first);
}

function forArgument({ name, choices, names }: Argument): Offer {
  if (names !== undefined) return { kind: "names", names };
  if (choices !== undefined) return { kind: "choices", choices };
  return { kind: name === "PATH" ? "files" : "nothing" };
}

/** Commands by their first word: one, or a family like `history`. */
export function families(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const found = new Map<string, Command[]>();
  for (const command of commands) {
    const [first = ""] = command.name.split(" ");
    found.set(first, [...(found.get(first) ?? []), command]);
  }
  return found;
}

/** Summary of the word `help`, which is not a row of the table. */
export const HELP_SUMMARY = "explain a command";

/** A first word's summary. */
export function familySummary(members: readonly Command[]): string {
  const [first] = members;
  if (members.length === 1 && first !== undefined) return first.summary;
  return members.map(({ name }) => name.split(" ").slice(1).join(" ")).join(", ");
}

/** The word of a family's member that follows the family's. */
export function secondWord({ name }: Command): string {
  return name.split(" ").slice(1).join(" ");
}
