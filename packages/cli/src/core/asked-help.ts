import type { Colors } from "../ui/ui.js";
import type { CommandDescription } from "./command.js";
import { commandHelp, familyHelp, overview } from "./help.js";

/** Lays out help for a stream. */
type Help = (colors: Colors, width: number) => string;

const HELP: readonly (string | undefined)[] = ["--help", "-h"];

/**
 * The help that a command line asks for with nothing else in it; null when it asks for something else or names what does not exist.
 * (`--help` among a command's other options is found by parsing.)
 */
export function askedHelp(
  argv: readonly string[],
  commands: readonly CommandDescription[],
): Help | null {
  const [first, ...rest] = argv;
  if (first === undefined || HELP.includes(first)) return overviewOf(commands);
  if (first === "help" && rest.length === 0) return overviewOf(commands);
  const words = first === "help" ? rest : argv.slice(0, -1);
  if (first !== "help" && !HELP.includes(argv.at(-1))) return null;
  const name = words.join(" ");
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return (colors, width) => commandHelp(command, colors, width);
  const members = membersOf(name, commands);
  if (members.length === 0) return null;
  return (colors, width) => familyHelp(name, members, colors, width);
}

function overviewOf(commands: readonly CommandDescription[]): Help {
  return (colors, width) => overview(commands, colors, width);
}

/** The commands of more than one word that begin with this one. */
export function membersOf<Row extends CommandDescription>(
  family: string,
  commands: readonly Row[],
): readonly Row[] {
  return commands.filter(({ name }) => name.startsWith(`${family} `));
}
