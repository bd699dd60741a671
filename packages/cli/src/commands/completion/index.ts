import { NAME_KINDS } from "../../core/command.js";
import { defineCommand } from "../../core/define.js";

export const completion = defineCommand({
  name: "completion",
  group: "Other",
  summary: "print a completion script for a shell: commands, options and values",
  description:
    "Prints a completion script for bash, zsh or fish, made from the same table as this help. It completes commands, options, the values of options with a fixed set of choices, and files or folders where an option takes one. Templates, topics, workers, codes, properties and adversaries are completed by name: topics and workers are those of the history of the project around the current folder.",
  args: [
    {
      name: "SHELL",
      summary: "bash, zsh or fish",
      required: false,
      choices: ["bash", "zsh", "fish"],
    },
  ],
  options: [
    {
      title: "Names",
      options: [
        {
          name: "names",
          kind: "choice",
          value: "KIND",
          choices: NAME_KINDS,
          summary: "print names, one per line, instead of a script (the scripts use this)",
          example: "--names templates",
        },
      ],
    },
  ],
  examples: [
    {
      command: "source <(weightkit completion bash)",
      explains: "complete in this bash; put it into ~/.bashrc for every bash",
    },
    {
      command: 'weightkit completion zsh > "${fpath[1]}/_weightkit"',
      explains: "complete in every new zsh",
    },
    {
      command: "weightkit completion fish > ~/.config/fish/completions/weightkit.fish",
      explains: "complete in every fish",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runCompletion(values, context),
});
