import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Command, Context, NameKind } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { bashCompletion } from "./bash.js";
import { fishCompletion } from "./fish.js";
import { zshCompletion } from "./zsh.js";

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } satisfies Record<
  string,
  (commands: readonly Command[]) => string
>;

interface CompletionValues {
  readonly shell: keyof typeof SCRIPTS | undefined;
  readonly names: NameKind | undefined;
}

/** @throws WeightkitError WK106 without a shell */
export async function runCompletion(
  { shell, names }: CompletionValues,
  { ui, cwd, commands }: Context,
): Promise<ExitCode> {
  if (names !== undefined) {
    const { namesOf } = await import("./names.js");
    const known = await namesOf(names, cwd);
    // A name with a line break would be two: it is left out, as one that a terminal would act on.
    ui.result(known.filter((name) => name !== "" && name === safeText(name)).join("\n"));
    return ExitCode.ok;
  }
  if (shell === undefined) {
    const example = "source <(weightkit completion bash)";
    throw fault(usageErrors.missingArgument, { command: "completion", argument: "SHELL", example });
  }
  ui.result(SCRIPTS[shell](commands));
  return ExitCode.ok;
}
