import { counted } from "@weightkit/testkit/internal/report/text/numbers";
import type { Colors } from "../../../ui/ui.js";

/** What `weightkit history check` prints. */
export function checkText(
  topics: readonly { topic: string; inferences: number; workers: number; truths: number }[],
  warnings: number,
  colors: Colors,
): string {
  const inferences = topics.reduce((sum, one) => sum + one.inferences, 0);
  const truths = topics.reduce((sum, one) => sum + one.truths, 0);
  const found = `${counted(inferences, "inference")} and ${counted(truths, "truth")} in ${counted(topics.length, "topic")}`;
  const also = warnings === 0 ? "" : `, with ${counted(warnings, "warning")}`;
  return `${colors.green("valid")}: ${found}${also}`;
}
