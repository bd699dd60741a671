import type { PublishPlan } from "../../publish/plan.js";
import type { Trial } from "../../publish/trial-round.js";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { Colors } from "../../ui/ui.js";

export interface Publication {
  /** The round on the network that was the same as here; null when none was run. */
  readonly round: Trial | null;
  /** What is to be signed by hand, in order; null for a package without a project. */
  readonly commands: readonly string[] | null;
  readonly sent: boolean;
}

/** What was, or would be, published. */
export function planText(
  name: string,
  plan: PublishPlan,
  { round, commands, sent }: Publication,
  colors: Colors,
): string {
  const token = plan.token ? ", with your token" : "";
  const lines = [
    sent ? `${colors.green(name)} published` : `${colors.bold(name)}: nothing was sent (dry run)`,
    `  function id ${plan.functionId}`,
    ...(plan.upload === null ? [] : [`  POST ${plan.upload}${token}`]),
    ...(plan.serve === null ? [] : [`  served at ${plan.serve}, while it is installed`]),
    ...plan.files.map((file) => `    ${file.field}: ${file.name}, ${count(file.bytes)} bytes`),
  ];
  if (plan.install !== null) {
    const where = plan.subgroup === null ? "all nodes" : `subgroup ${plan.subgroup}`;
    lines.push(`  POST ${plan.install}`, `    install on ${where}`);
    if (plan.manifestUrl !== null)
      lines.push(
        `    from ${plan.manifestUrl}, so under the id ${plan.installedId}`,
        "    a topic that names the function id does not find it there",
      );
    if (round !== null)
      lines.push(
        `  one round there: exit code ${round.exitCode}, the same ${count(round.stdoutBytes)} bytes on stdout as here`,
      );
    else if (sent)
      lines.push(
        `  ${colors.yellow("no round was run there: whether workers have it is not known")}`,
      );
  }
  if (commands !== null) {
    lines.push("", "To create the topic and have it run (weightkit topic explains each):");
    lines.push(...commands.map((command) => `  ${colors.cyan(command)}`));
  }
  return lines.join("\n");
}
