import type { PublishPlan } from "../../publish/plan.js";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { Colors } from "../../ui/ui.js";

/** What is to be signed by hand. */
export interface Transactions {
  readonly transaction: string | null;
  readonly activation: readonly string[];
}

/** What was, or would be, published. */
export function planText(
  name: string,
  plan: PublishPlan,
  { transaction, activation }: Transactions,
  sent: boolean,
  colors: Colors,
): string {
  const token = plan.token ? ", with your token" : "";
  const lines = [
    sent ? `${colors.green(name)} published` : `${colors.bold(name)}: nothing was sent (dry run)`,
    `  function id ${plan.functionId}`,
    `  POST ${plan.upload}${token}`,
    ...plan.files.map((file) => `    ${file.field}: ${file.name}, ${count(file.bytes)} bytes`),
  ];
  if (plan.install !== null) {
    const where = plan.subgroup === null ? "all nodes" : `subgroup ${plan.subgroup}`;
    lines.push(`  POST ${plan.install}`, `    install on ${where}`);
  }
  if (transaction !== null) {
    lines.push("", "To create the topic, as CREATOR:", `  ${colors.cyan(transaction)}`);
    lines.push("", "It is born inactive; to have it run, with the id that it got:");
    lines.push(...activation.map((command) => `  ${colors.cyan(command)}`));
  }
  return lines.join("\n");
}
