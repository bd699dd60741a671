import { Command as CommanderCommand, Option as CommanderOption } from "commander";
import { placeholder, type Option } from "./command.js";

/** An option as written on the command line. */
export interface OptionToken {
  readonly option: Option;
  /** Null when nothing that can be a value follows. */
  readonly text: string | null;
}

/** A command line, split but not judged. */
export interface Tokens {
  /** In the order of the command line. */
  readonly options: readonly OptionToken[];
  /** Words that look like options but are not in the table, as given. */
  readonly unknown: readonly string[];
  readonly args: readonly string[];
}

/**
 * Splits what follows a command's name by commander's rules. All values are optional to commander, so that it stops at none
 * of the faults; its listeners report every occurrence.
 */
export function tokenize(options: readonly Option[], argv: readonly string[]): Tokens {
  const found: OptionToken[] = [];
  const commander = new CommanderCommand().helpOption(false);
  for (const option of options) {
    commander.addOption(new CommanderOption(flags(option)));
    commander.on(`option:${option.name}`, (text: string | null | undefined) => {
      found.push({ option, text: text ?? null });
    });
  }
  // What follows a double dash is never an option; commander hands it on without the dashes.
  const end = argv.indexOf("--");
  const [given, after] = end === -1 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
  const before = withJoinedWords(options, given);
  const { operands, unknown } = commander.parseOptions(before);
  return {
    options: found,
    unknown: unknown.filter(looksLikeOption),
    args: [...operands, ...unknown.filter((word) => !looksLikeOption(word)), ...after],
  };
}

/** The words with the two that follow an option of two words as one, and a number for an option that may stand without one. */
function withJoinedWords(options: readonly Option[], words: readonly string[]): string[] {
  const byWord = new Map(options.map((option) => [`--${option.name}`, option]));
  const joined: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const [word = "", first = "--", second = "--"] = words.slice(i, i + 3);
    const option = byWord.get(word);
    const two = option?.kind === "text" && option.twoWords === true;
    const bare = option?.kind === "integer" ? option.bare : undefined;
    if (two && ![first, second].some(looksLikeOption)) {
      joined.push(word, `${first} ${second}`);
      i += 2;
    } else joined.push(bare === undefined || /^\d+$/.test(first) ? word : `${word}=${bare}`);
  }
  return joined;
}

function flags(option: Option): string {
  const short = option.short === undefined ? "" : `-${option.short}, `;
  const value = placeholder(option);
  return `${short}--${option.name}${value === null ? "" : ` [${value}]`}`;
}

function looksLikeOption(word: string): boolean {
  return /^-./.test(word);
}
