import { optionsOf, type Command, type OptionGroup } from "../../core/command.js";
import { outputGroup } from "../../core/common-options.js";

/** `weightkit config`: takes the options of `shown`, and does not run it. */
export function configOf(shown: Command): Command {
  // --json is this command's own, in the group in which the other has it.
  const options: OptionGroup[] = shown.options
    .map((group) => ({ ...group, options: group.options.filter(({ name }) => name !== "json") }))
    .filter((group) => group.options.length > 0);
  const isOutput = ({ title }: OptionGroup): boolean => title === outputGroup.title;
  const output = options.find(isOutput)?.options ?? [];
  return {
    name: "config",
    group: "Other",
    summary: "show each setting, its value and where the value comes from",
    description: `Shows every setting of \`weightkit ${shown.name}\` and of the project around this folder: its value, and whether it comes from the command line, an environment variable, a line of weightkit.json or the default. It takes the options of \`weightkit ${shown.name}\` and runs nothing.`,
    args: [],
    options: [
      ...options.filter((group) => !isOutput(group)),
      { ...outputGroup, options: [...output, ...outputGroup.options] },
    ],
    examples: [
      { command: "weightkit config", explains: "where this project's settings come from" },
      {
        command: "WEIGHTKIT_FUEL=5000000 weightkit config --seed 7",
        explains: "what an environment variable and an option change",
      },
    ],
    run: async (values, context) =>
      (await import("./run.js")).runConfig(optionsOf(shown), values, context),
  };
}
