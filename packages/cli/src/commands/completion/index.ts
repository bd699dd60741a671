import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Command } from "../../core/command.js";

export const completion: Command = {
  name: "completion",
  group: "Other",
  summary: "print a script with which a shell completes commands, options and values",
  description:
    "Prints a completion script for bash, zsh or fish, made from the same table as this help. It knows commands, options, the values of options that are one of a few, and which values are files or folders.",
  args: [
    {
      name: "SHELL",
      summary: "bash, zsh or fish",
      required: true,
      choices: ["bash", "zsh", "fish"],
    },
  ],
  options: [],
  examples: [
    {
      command: "source <(weightkit completion bash)",
      explains: "complete in this bash; in ~/.bashrc, in every one",
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
  run: async (input, { ui }) => {
    const { commands } = await import("../../core/table.js");
    const { bashCompletion } = await import("./bash.js");
    const { fishCompletion } = await import("./fish.js");
    const { zshCompletion } = await import("./zsh.js");
    const [shell] = input.args;
    const script =
      shell === "zsh" ? zshCompletion : shell === "fish" ? fishCompletion : bashCompletion;
    ui.result(script(commands));
    return ExitCode.ok;
  },
};
