import { optionsOf, type Command, type Option } from "../../core/command.js";
import { helpOption } from "../../core/common-options.js";
import { argumentOffer, families, optionOffer, secondWord, type Offer } from "./offer.js";

/** A completion script for bash 3.2 and later. */
export function bashCompletion(commands: readonly Command[]): string {
  const known = families(commands);
  const groups = [...known].filter(([, members]) => members.length > 1);
  return `# Completion of weightkit for bash: source <(weightkit completion bash)
_weightkit_paths() {
  local one
  while IFS= read -r one; do COMPREPLY+=("$one"); done < <(compgen "$1" -- "$cur")
  compopt -o filenames 2>/dev/null
}

# One name a line, which may be anything: the shell expands no part of it.
_weightkit_names() {
  local one
  while IFS= read -r one; do
    if [[ $one == "$cur"* ]]; then COMPREPLY+=("$(printf %q "$one")"); fi
  done < <(weightkit completion --names "$1" 2>/dev/null)
}

_weightkit() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}"
  local command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  # An equals sign is a separate word here.
  if [[ $cur == "=" ]]; then cur=""
  elif [[ $prev == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  if [[ $COMP_CWORD -eq 1 ]]; then
    ${words([...known.keys(), "help", "--help", "--version"])}
    return
  fi
  case "$command" in
    help)
      ${words([...known.keys()])}
      return
      ;;
${groups.map(([first, members]) => family(first, members)).join("")}  esac
  case "$command" in
${commands.map(commandCase).join("")}  esac
}

complete -F _weightkit weightkit
`;
}

function words(list: readonly string[]): string {
  return `COMPREPLY=($(compgen -W "${list.join(" ")}" -- "$cur"))`;
}

function family(first: string, members: readonly Command[]): string {
  return `    ${first})
      if [[ $COMP_CWORD -eq 2 ]]; then
        ${words(members.map(secondWord))}
        return
      fi
      command="${first} \${COMP_WORDS[2]}"
      ;;
`;
}

function commandCase(command: Command): string {
  const options = [...optionsOf(command), helpOption];
  const values = options.flatMap((option) => {
    const offer = optionOffer(option);
    if (offer === null) return [];
    return [`        ${spellings(option).join("|")}) ${offered(offer)}return ;;\n`];
  });
  const argument = argumentOffer(command);
  const offer = argument === null ? "" : offered(argument);
  const first = offer === "" ? "" : `      if [[ $cur != -* ]]; then ${offer}return; fi\n`;
  const cases = values.length === 0 ? "" : `      case "$prev" in\n${values.join("")}      esac\n`;
  return `    "${command.name}")
${cases}${first}      ${words(options.map(({ name }) => `--${name}`))}
      ;;
`;
}

function spellings({ name, short }: Option): string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}

/** The statement that offers it, with a semicolon and a space; empty for nothing. */
function offered(offer: Offer): string {
  if (offer.kind === "choices") return `${words(offer.choices)}; `;
  if (offer.kind === "nothing") return "";
  if (offer.kind === "names") return `_weightkit_names ${offer.names}; `;
  return `_weightkit_paths ${offer.kind === "files" ? "-f" : "-d"}; `;
}
