// docs/reference/cli.md: the command table.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT } from "../play.mjs";
import { GENERATED, plain } from "./source.mjs";

/**
 * @typedef {import("../../../packages/cli/src/core/command.js").Command} Command
 * @typedef {import("../../../packages/cli/src/core/command.js").Option} Option
 * @typedef {{ commands: readonly Command[], groups: readonly string[], spelling: (option: Option) => string }} Table
 */

/** @returns {Promise<string>} */
export async function cliPage() {
  const { commands, groups, spelling } = await load();
  const sections = groups.flatMap((group) => {
    const members = commands.filter((command) => command.group === group);
    return members.length === 0
      ? []
      : [`## ${group}`, ...members.flatMap((one) => section(one, spelling))];
  });
  return [
    GENERATED,
    "# Command line",
    "`weightkit COMMAND [ARGUMENTS] [OPTIONS]`. `weightkit COMMAND --help` says the same as this page. Results go to stdout, everything else to stderr. [Exit codes](exit-codes.md), [errors](errors.md).",
    ...sections,
    "",
  ].join("\n\n");
}

/**
 * @param {Command} command
 * @param {(option: Option) => string} spelling
 */
function section(command, spelling) {
  const usage = [
    "weightkit",
    command.name,
    ...command.args.map(({ name, required }) => (required ? name : `[${name}]`)),
    "[OPTIONS]",
  ].join(" ");
  const args = command.args.map(({ name, summary }) => `- \`${name}\`: ${plain(summary)}`);
  const options = command.options.map((option) => {
    const choices = option.choices === undefined ? "" : ` (${option.choices.join(", ")})`;
    const example = option.kind === "flag" ? "" : `; e.g. \`${option.example}\``;
    return `- \`${spelling(option).trim()}\`: ${plain(option.summary)}${choices}${example}`;
  });
  const examples = command.examples.flatMap(({ command: line, explains }) => [
    `# ${explains}`,
    line,
  ]);
  return [
    `### weightkit ${command.name}`,
    `\`${usage}\``,
    plain(command.description),
    ...[args, options].filter((list) => list.length > 0).map((list) => list.join("\n")),
    ["```sh", ...examples, "```"].join("\n"),
  ];
}

/**
 * The command table, bundled from its sources.
 * @returns {Promise<Table>}
 */
async function load() {
  const folder = join(ROOT, ".weightkit/docs");
  const file = join(folder, `commands-${process.pid}.mjs`);
  const sources = join(ROOT, "packages/cli/src/core");
  mkdirSync(folder, { recursive: true });
  try {
    await build({
      stdin: {
        contents: `export { commands } from "./table.ts";
          export { COMMAND_GROUPS as groups } from "./command.ts";
          export { spelling } from "./help.ts";`,
        resolveDir: sources,
      },
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["@weightkit/*", "assemblyscript", "assemblyscript/*"],
      // What a command imports when it runs is of no use here.
      plugins: [
        {
          name: "no-dynamic-imports",
          setup: ({ onResolve }) => {
            onResolve({ filter: /./ }, ({ kind }) =>
              kind === "dynamic-import" ? { path: "never", external: true } : undefined,
            );
          },
        },
      ],
    });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file, { force: true });
  }
}
