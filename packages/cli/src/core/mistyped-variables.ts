import { optionsOf, type Command } from "./command.js";
import { editsBetween } from "@weightkit/testkit/internal/numbers/nearest";
import type { Environment } from "./parse.js";
import { variableOf } from "./source.js";

const PREFIX = "WEIGHTKIT_";
/** No option's: errors with their stack, and a token that must not be on a command line. */
const OTHERS = ["WEIGHTKIT_DEBUG", "WEIGHTKIT_TOKEN"];
/** Letters of a name for each that may be wrong: further off, a variable may be another program's. */
const LETTERS_AN_EDIT = 4;
const MAX_EDITS = 2;

/** A variable that no command reads, and the one that it was likely meant to be. */
export interface MistypedVariable {
  readonly given: string;
  readonly meant: string;
}

/** The variables that are set and almost an option's of some command: they would be left out silently. */
export function mistypedVariables(
  env: Environment,
  commands: readonly Command[],
): MistypedVariable[] {
  const known = new Set([
    ...OTHERS,
    ...commands.flatMap((command) => optionsOf(command).map(variableOf)),
  ]);
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && env[name] !== "" && !known.has(name))
    .sort()
    .flatMap((given) => {
      const letters = given.length - PREFIX.length;
      const most = Math.min(MAX_EDITS, Math.floor(letters / LETTERS_AN_EDIT));
      const meant = [...known].sort().find((name) => editsBetween(given, name) <= most);
      return meant === undefined ? [] : [{ given, meant }];
    });
}
