import { optionsOf, placeholder, type Command, type Option } from "../../core/command.js";
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

/** A completion function for zsh's own completion system. */
export function zshCompletion(commands: readonly Command[]): string {
  const known = families(commands);
  const top = [...known].map(([word, members]) => described(word, familySummary(members)));
  const help = described("help", HELP_SUMMARY);
  const groups = [...known].filter(([, members]) => members.length > 1);
  return `#compdef weightkit
# Completion of weightkit for zsh: weightkit completion zsh > "\${fpath[1]}/_weightkit"
_weightkit_names() {
  local -a found
  found=("\${(@f)$(weightkit completion --names $1 2>/dev/null)}")
  compadd -a found
}

_weightkit() {
  local -a known
  local command=$words[2]
  if (( CURRENT == 2 )); then
    known=(
${[...top, help].map((entry) => `      ${entry}\n`).join("")}    )
    _describe -t commands command known
    return
  fi
  case $command in
${groups.map(([first, members]) => family(first, members)).join("")}  esac
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join("")}  esac
}

if [[ $funcstack[1] == _weightkit ]]; then _weightkit "$@"; else compdef _weightkit weightkit; fi
`;
}

function family(first: string, members: readonly Command[]): string {
  return `    ${first})
      if (( CURRENT == 3 )); then
        known=(
${members.map((member) => `          ${described(secondWord(member), member.summary)}\n`).join("")}        )
        _describe -t commands command known
        return
      fi
      command="${first} $words[3]"
      shift words
      (( CURRENT-- ))
      ;;
`;
}

function commandCase(command: Command): string {
  const options = [...optionsOf(command), helpOption].flatMap(optionSpecs);
  const offer = argumentOffer(command);
  const argument =
    offer === null ? [] : [quoted(`1:${command.args[0]?.name ?? ""}:${action(offer)}`)];
  const lines = [...options, ...argument].map((spec) => ` \\\n        ${spec}`);
  return `    ${quoted(command.name)})
      _arguments${lines.join("")}
      ;;
`;
}

/** One a spelling. A value may be given with an equals sign or as the next word, and again. */
function optionSpecs(option: Option): string[] {
  const offer = optionOffer(option);
  const explained = `[${escaped(option.summary)}]`;
  const value = offer === null ? "" : `:${escaped(placeholder(option) ?? "")}:${action(offer)}`;
  const long = `--${option.name}${offer === null ? "" : "="}`;
  const short = option.short === undefined ? [] : [`-${option.short}${offer === null ? "" : "+"}`];
  const again = offer === null ? "" : "*";
  return [long, ...short].map((spelled) => quoted(`${again}${spelled}${explained}${value}`));
}

function action(offer: Offer): string {
  if (offer.kind === "choices") return `(${offer.choices.join(" ")})`;
  if (offer.kind === "nothing") return " ";
  if (offer.kind === "names") return `{_weightkit_names ${offer.names}}`;
  return offer.kind === "files" ? "_files" : "_files -/";
}

function described(word: string, summary: string): string {
  return quoted(`${word}:${summary}`);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, (char) => `\\${char}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
