// docs/reference/cli.md: the command table.
import { bundled } from "./bundled.mjs";
import { GENERATED, plain } from "./source.mjs";

/**
 * @typedef {import("../../../packages/cli/src/core/command.js").Command} Command
 * @typedef {import("../../../packages/cli/src/core/command.js").Option} Option
 * @typedef {object} Table
 * @property {readonly Command[]} commands
 * @property {readonly string[]} groups
 * @property {(option: Option) => string} spelling
 * @property {(option: Option) => string[]} remarks
 * @property {(command: Command) => string} usage
 */

/** @returns {Promise<string>} */
export async function cliPage() {
  const table = await load();
  const sections = table.groups.flatMap((group) => {
    const members = table.commands.filter((command) => command.group === group);
    return members.length === 0
      ? []
      : [`## ${group}`, ...members.flatMap((one) => section(one, table))];
  });
  return [
    GENERATED,
    "# Command line",
    "`weightkit COMMAND [ARGUMENTS] [OPTIONS]`. `weightkit COMMAND --help` prints what this page has. Results go to stdout, everything else to stderr. [Exit codes](exit-codes.md), [errors](errors/index.md).",
    "Each option can also be set by an environment variable: its name in capitals after `WEIGHTKIT_`, with underscores for dashes, e.g. `WEIGHTKIT_WEIGHT_CADENCE=7200` for `--weight-cadence 7200`. A flag is on with `1` or `true` and off with `0` or `false`; an empty variable counts as not set. The command line comes first, then the environment, then weightkit.json, then the default.",
    ...sections,
    "",
  ].join("\n\n");
}

/**
 * @param {Command} command
 * @param {Table} table
 */
function section(command, { spelling, remarks, usage }) {
  const args = command.args.map(({ name, summary }) => `- \`${name}\`: ${plain(summary)}`);
  const groups = command.options.map(({ title, options }) => {
    const rows = options.map((option) => {
      const notes = remarks(option).map((remark) => plain(remark));
      if (option.kind !== "flag") notes.push(`e.g. \`${option.example}\``);
      return `- \`${spelling(option).trim()}\`: ${plain(option.summary)} (${notes.join("; ")})`;
    });
    return [`**${title}**`, rows.join("\n")];
  });
  const examples = command.examples.flatMap(({ command: line, explains }) => [
    `# ${explains}`,
    line,
  ]);
  return [
    `### weightkit ${command.name}`,
    `\`${usage(command)}\``,
    plain(command.description),
    ...(args.length === 0 ? [] : [args.join("\n")]),
    ...groups.flat(),
    ["```sh", ...examples, "```"].join("\n"),
  ];
}

/**
 * The command table.
 * @returns {Promise<Table>}
 */
function load() {
  return bundled(`export { commands } from "./commands/table.ts";
    export { COMMAND_GROUPS as groups } from "./core/command.ts";
    export { remarks, spelling, usage } from "./core/help.ts";`);
}
