import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Colors } from "../../ui/ui.js";
import { hanging } from "../../ui/wrap.js";
import type { Check } from "./check.js";

/** A line a check, its fix below it. */
export function doctorText(checks: readonly Check[], colors: Colors, width: number): string {
  const dress = { ok: colors.green, warning: colors.yellow, fault: colors.red };
  const lines = checks.flatMap(({ status, label, detail, fix }) => {
    const state = dress[status](status.padEnd("warning".length));
    const line = `${state}  ${colors.bold(label)}: ${safeText(detail)}`;
    return [
      ...hanging(line, width, " ".repeat(9)),
      ...(fix === null
        ? []
        : hanging(`         ${colors.cyan("fix")}: ${safeText(fix)}`, width, " ".repeat(9))),
    ];
  });
  const count = (status: Check["status"]): number =>
    checks.filter((one) => one.status === status).length;
  const [faults, warnings] = [count("fault"), count("warning")];
  const plural = (number: number, word: string): string =>
    `${number} ${word}${number === 1 ? "" : "s"}`;
  const closing =
    faults + warnings === 0
      ? colors.green("Everything is in place.")
      : `${plural(faults, "fault")}, ${plural(warnings, "warning")}`;
  return [...lines, "", closing].join("\n");
}
