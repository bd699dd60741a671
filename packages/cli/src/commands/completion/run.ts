import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Command, Context } from "../../core/command.js";
import { bashCompletion } from "./bash.js";
import { fishCompletion } from "./fish.js";
import { zshCompletion } from "./zsh.js";

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies Record<
  string,
  (commands: readonly Command[]) => string
>;

export function runCompletion(shell: keyof typeof SCRIPTS, { ui, commands }: Context): ExitCode {
  ui.result(SCRIPTS[shell](commands));
  return ExitCode.ok;
}
