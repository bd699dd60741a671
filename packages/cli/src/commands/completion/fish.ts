import { optionsOf, type Command, type Option } from "../../core/command.js";
import { helpOption } from "../../core/common-options.js";
import {
  argumentOffer,
  families,
  familySummary,
  HELP_SUMMARY,
  optionOffer,
  secondWord,
  type Offer,
} from "./offer.js";

/** Completions for fish 3 and later. */
export function fishCompletion(commands: readonly Command[]): string {
  const top = [...families(commands)].flatMap(([word, members]) => [
    offerWord("", word, familySummary(members)),
    ...(members.length === 1
      ? []
      : members.map((member) => offerWord(` ${word}`, secondWord(member), member.summary))),
  ]);
  const lines = [...top, offerWord("", "help", HELP_SUMMARY), ...commands.flatMap(commandLines)];
  return `# Completion of weightkit for fish: weightkit completion fish > ~/.config/fish/completions/weightkit.fish
function __weightkit_after
    set -l words (commandline -opc)
    set -e words[1]
    test "$words" = "$argv"
end

function __weightkit_is
    set -l words (commandline -opc)
    set -e words[1]
    set -l count (count $argv)
    test "$words[1..$count]" = "$argv"
end

complete -c weightkit -f
${lines.join("\n")}
`;
}

function offerWord(after: string, word: string, summary: string): string {
  return `complete -c weightkit -n '__weightkit_after${after}' -a ${word} -d ${quoted(summary)}`;
}

function commandLines(command: Command): string[] {
  const start = `complete -c weightkit -n '__weightkit_is ${command.name}'`;
  const offer = argumentOffer(command);
  return [
    ...(offer === null || offer.kind === "nothing" ? [] : [`${start} ${offered(offer, false)}`]),
    ...[...optionsOf(command), helpOption].map((option) => `${start} ${spelled(option)}`),
  ];
}

function spelled(option: Option): string {
  const offer = optionOffer(option);
  const short = option.short === undefined ? "" : ` -s ${option.short}`;
  const value = offer === null ? "" : ` ${offered(offer, true)}`;
  return `-l ${option.name}${short}${value} -d ${quoted(option.summary)}`;
}

/** @param value whether it is an option's, which must be there */
function offered(offer: Offer, value: boolean): string {
  const exclusive = value ? "-x" : "-f";
  if (offer.kind === "choices") return `${exclusive} -a ${quoted(offer.choices.join(" "))}`;
  if (offer.kind === "names") {
    return `${exclusive} -a '(weightkit completion --names ${offer.names} 2>/dev/null)'`;
  }
  if (offer.kind === "files") return value ? "-r -F" : "-F";
  return offer.kind === "nothing" ? exclusive : `${exclusive} -a '(__fish_complete_directories)'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, (char) => `\\${char}`)}'`;
}
