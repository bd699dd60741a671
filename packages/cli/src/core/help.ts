import type { Colors } from "../ui/ui.js";
import { COMMAND_GROUPS, type Command, type Option } from "./command.js";
import { helpOption } from "./parse.js";

const INTRO = "Write, test and publish weight logic for topics on the Allora network.";

const FIRST_STEPS: readonly (readonly [string, string])[] = [
  ["weightkit new sf-traffic", "start a project with working logic, a test and a small history"],
  ["cd sf-traffic && weightkit build", "compile it to a package that a node can run"],
  ["weightkit replay", "run the history through it and see what the weights are worth"],
];

/** `weightkit --help`. */
export function overview(commands: readonly Command[], colors: Colors, width: number): string {
  const names = commands.map((command) => command.name.length);
  const indent = Math.max(...names) + 4;
  const lines = [INTRO, "", heading("Usage", colors), "  weightkit COMMAND [ARGUMENTS] [OPTIONS]"];
  for (const group of COMMAND_GROUPS) {
    const members = commands.filter((command) => command.group === group);
    if (members.length === 0) continue;
    lines.push("", heading(group, colors));
    for (const { name, summary } of members) {
      lines.push(...entry(colors.cyan(name), name.length, summary, indent, width));
    }
  }
  lines.push("", heading("First steps", colors));
  for (const [command, explains] of FIRST_STEPS) {
    lines.push(`  ${colors.cyan(command)}`, `      ${explains}`);
  }
  lines.push(
    "",
    heading("Options", colors),
    "  -h, --help       show this help, or a command's",
    "  -V, --version    show the version",
    "",
    "`weightkit COMMAND --help` explains a command, with examples.",
  );
  return lines.join("\n");
}

/** `weightkit history --help`: the commands of more than one word that begin so. */
export function familyHelp(
  family: string,
  members: readonly Command[],
  colors: Colors,
  width: number,
): string {
  const indent = Math.max(...members.map(({ name }) => name.length)) + 4;
  return [
    heading("Usage", colors),
    `  weightkit ${family} COMMAND [OPTIONS]`,
    "",
    heading("Commands", colors),
    ...members.flatMap(({ name, summary }) =>
      entry(colors.cyan(name), name.length, summary, indent, width),
    ),
    "",
    `\`weightkit ${family} COMMAND --help\` explains a command, with examples.`,
  ].join("\n");
}

/** `weightkit COMMAND --help`. */
export function commandHelp(command: Command, colors: Colors, width: number): string {
  const usage = [
    "weightkit",
    command.name,
    ...command.args.map((argument) => (argument.required ? argument.name : `[${argument.name}]`)),
    "[OPTIONS]",
  ].join(" ");
  const lines = [heading("Usage", colors), `  ${usage}`, ""];
  for (const paragraph of command.description.split("\n\n"))
    lines.push(...wrap(paragraph, width), "");
  if (command.args.length > 0) {
    lines.push(heading("Arguments", colors));
    const indent = Math.max(...command.args.map((argument) => argument.name.length)) + 4;
    for (const { name, summary } of command.args) {
      lines.push(...entry(colors.cyan(name), name.length, summary, indent, width));
    }
    lines.push("");
  }
  lines.push(heading("Options", colors));
  for (const option of [...command.options, helpOption]) {
    const spelled = spelling(option);
    lines.push(`  ${colors.cyan(spelled)}`);
    for (const line of wrap(optionText(option), width - 6)) lines.push(`      ${line}`);
  }
  lines.push("", heading("Examples", colors));
  for (const example of command.examples) {
    lines.push(`  ${colors.cyan(example.command)}`);
    for (const line of wrap(example.explains, width - 6)) lines.push(`      ${line}`);
  }
  return lines.join("\n");
}

/** `-o, --out DIR`, as help and the reference page spell it. */
export function spelling(option: Option): string {
  const short = option.short === undefined ? "    " : `-${option.short}, `;
  const value = option.kind === "flag" ? "" : ` ${option.value ?? "VALUE"}`;
  return `${short}--${option.name}${value}`;
}

function optionText(option: Option): string {
  const choices = option.choices === undefined ? "" : ` (${option.choices.join(", ")})`;
  const example = option.kind === "flag" ? "" : `; e.g. ${option.example}`;
  return `${option.summary}${choices}${example}`;
}

function heading(text: string, colors: Colors): string {
  return colors.bold(text);
}

function entry(
  styled: string,
  length: number,
  text: string,
  indent: number,
  width: number,
): string[] {
  const [first = "", ...rest] = wrap(text, width - indent - 2);
  const pad = " ".repeat(Math.max(1, indent - length));
  return [`  ${styled}${pad}${first}`, ...rest.map((line) => `  ${" ".repeat(indent)}${line}`)];
}

/** Breaks at spaces so that no line is longer than `width`, as far as words allow. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(20, Math.min(width, 100));
  const lines: string[] = [];
  for (const part of text.split("\n")) {
    let line = "";
    for (const word of part.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > room) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}
