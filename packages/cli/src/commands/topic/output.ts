import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { TopicCommand } from "../../publish/topic-commands.js";
import type { FieldDifference } from "../../publish/topic-rules.js";
import type { Colors } from "../../ui/ui.js";

/** The transactions in order, each with its reason. */
export function commandsText(
  name: string,
  functionId: string,
  parts: { readonly commands: readonly TopicCommand[]; readonly others: readonly TopicCommand[] },
  colors: Colors,
): string {
  const { commands, others } = parts;
  const shown = ({ command, why }: TopicCommand): string[] => [
    `  ${colors.dim(why)}`,
    `  ${colors.cyan(command)}`,
  ];
  return [
    `${colors.green(name)}: the fields of its topic keep the chain's rules`,
    `  function id ${functionId}`,
    "",
    colors.bold("In this order"),
    ...commands.flatMap(shown),
    "",
    colors.bold("What others sign"),
    ...others.flatMap(shown),
  ].join("\n");
}

/** Where the chain's topic differs. */
export function differencesText(
  name: string,
  differences: readonly FieldDifference[],
  colors: Colors,
): string {
  if (differences.length === 0) return `${colors.green(name)} is the topic on the chain`;
  const lines = differences.flatMap(({ field, here, chain }) => [
    `  ${field}`,
    `    here      ${safeText(here)}`,
    `    on chain  ${chain === null ? "(not there)" : safeText(chain)}`,
  ]);
  return [`${colors.red(name)} differs from the topic on the chain`, ...lines].join("\n");
}
