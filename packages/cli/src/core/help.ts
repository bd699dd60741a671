import type { Colors } from "../ui/ui.js";
import {
  COMMAND_GROUPS,
  placeholder,
  type CommandDescription,
  type Option,
  type OptionGroup,
} from "./command.js";
import { helpOption } from "./common-options.js";
import { definitions, NO_BREAK, termWidth, wrap } from "./help-layout.js";
import { variableOf } from "./source.js";

const INTRO = "Write, test and publish weight logic for topics on the Allora network.";

const FIRST_STEPS: readonly (readonly [string, string])[] = [
  ["weightkit new sf-traffic", "start a project with working logic, a test and a small history"],
  ["cd sf-traffic && weightkit build", "compile it to a package that a node can run"],
  ["weightkit replay", "run the history through it and measure what the weights are worth"],
];

const CLOSING =
  "`weightkit COMMAND --help` explains a command, with examples. Every option also has an environment variable, e.g. WEIGHTKIT_FUEL=5000000 for --fuel 5000000.";

/** `weightkit --help`. */
export function overview(
  commands: readonly CommandDescription[],
  colors: Colors,
  width: number,
): string {
  const column = termWidth(commands.map(({ name }) => name));
  const lines = [INTRO, "", heading("Usage", colors), "  weightkit COMMAND [ARGUMENTS] [OPTIONS]"];
  for (const group of COMMAND_GROUPS) {
    const members = commands.filter((command) => command.group === group);
    if (members.length === 0) continue;
    const rows = members.map(({ name, summary }) => ({ term: name, text: summary }));
    lines.push("", heading(group, colors), ...definitions(rows, colors, width, column));
  }
  lines.push("", heading("First steps", colors));
  for (const [command, explains] of FIRST_STEPS) {
    lines.push(
      `  ${colors.cyan(command)}`,
      ...wrap(explains, width - 6).map((line) => `      ${line}`),
    );
  }
  lines.push(
    "",
    heading("Options", colors),
    "  -h, --help     show this help, or a command's",
    "  -V, --version  show the version",
    "",
    ...wrap(CLOSING, width),
  );
  return lines.join("\n");
}

/** `weightkit history --help`: the commands of more than one word that begin with this one. */
export function familyHelp(
  family: string,
  members: readonly CommandDescription[],
  colors: Colors,
  width: number,
): string {
  const rows = members.map(({ name, summary }) => ({ term: name, text: summary }));
  return [
    heading("Usage", colors),
    `  weightkit ${family} COMMAND [OPTIONS]`,
    "",
    heading("Commands", colors),
    ...definitions(rows, colors, width),
    "",
    `\`weightkit ${family} COMMAND --help\` explains a command, with examples.`,
  ].join("\n");
}

/** `weightkit COMMAND --help`. */
export function commandHelp(command: CommandDescription, colors: Colors, width: number): string {
  const lines = [heading("Usage", colors), `  ${usage(command)}`, ""];
  for (const paragraph of command.description.split("\n\n"))
    lines.push(...wrap(paragraph, width), "");
  if (command.args.length > 0) {
    const rows = command.args.map(({ name, summary }) => ({ term: name, text: summary }));
    lines.push(heading("Arguments", colors), ...definitions(rows, colors, width), "");
  }
  const groups = optionSections(command);
  const indent = termWidth(groups.flatMap(({ options }) => options.map(spelling)));
  for (const { title, options } of groups) {
    const rows = options.map((option) => ({ term: spelling(option), text: optionText(option) }));
    lines.push(heading(title, colors), ...definitions(rows, colors, width, indent), "");
  }
  lines.push(heading("Examples", colors));
  for (const example of command.examples) {
    lines.push(`  ${colors.cyan(example.command)}`);
    for (const line of wrap(example.explains, width - 6)) lines.push(`      ${line}`);
  }
  return lines.join("\n");
}

/** `weightkit new [NAME] [OPTIONS]`. */
export function usage({ name, args }: CommandDescription): string {
  const shown = args.map(({ name, required, multiple }) => {
    const words = multiple === true ? `${name} …` : name;
    return required ? words : `[${words}]`;
  });
  return ["weightkit", name, ...shown, "[OPTIONS]"].join(" ");
}

/** A command's groups of options, with the help option that every command has. */
export function optionSections({ options }: CommandDescription): readonly OptionGroup[] {
  const common = { title: options.length === 0 ? "Options" : "Help", options: [helpOption] };
  return [...options, common];
}

/** `-o, --out DIR`, as help and the reference page spell it. */
export function spelling(option: Option): string {
  const short = option.short === undefined ? "    " : `-${option.short}, `;
  const value = placeholder(option);
  return `${short}--${option.name}${value === null ? "" : ` ${value}`}`;
}

/** What help adds to an option's summary: choices, default, repetition, environment variable. */
export function remarks(option: Option): string[] {
  if (option === helpOption) return [];
  const fallback = defaultText(option);
  return [
    ...(option.kind === "choice" ? [`choices: ${option.choices.join(", ")}`] : []),
    ...(fallback === null ? [] : [`default: ${fallback}`]),
    ...(option.kind === "text" && option.multiple === true ? ["may be repeated"] : []),
    `env: ${variableOf(option)}`,
  ];
}

function defaultText(option: Option): string | null {
  const fixed = option.kind === "flag" ? undefined : option.default;
  const otherwise = fixed ?? option.otherwise;
  if (option.setting === undefined) return otherwise === undefined ? null : String(otherwise);
  const project = `the project's ${option.setting}`;
  return otherwise === undefined ? project : `${project}, else ${otherwise}`;
}

/** A remark is not broken after its first word. */
function optionText(option: Option): string {
  const notes = remarks(option).map((remark) => `[${remark.replace(": ", `:${NO_BREAK}`)}]`);
  return [option.summary, ...notes].join(" ");
}

function heading(text: string, colors: Colors): string {
  return colors.bold(text);
}
