import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import { documentText, replayDocument } from "@weightkit/testkit/internal/report/json-document";
import { topicsText } from "@weightkit/testkit/internal/report/text/topics-text";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import type { ReplayResults } from "./history.js";
import type { Ui } from "../../ui/ui.js";

/** What `weightkit replay` prints. */
export function replayOutput({ evaluation, names }: ReplayResults, json: boolean, ui: Ui): string {
  if (json) return documentText(replayDocument(evaluation, { names }));
  const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
  const options = { width: ui.io.stdout.columns, tableWidth: ui.tableWidth, style, names };
  return topicsText(evaluation, options);
}

/** What the process exits with: 0 when no round failed and no payment halted the chain, else the code of the halt or of the first failure. */
export function replayExit({ evaluation }: ReplayResults): ExitCode {
  const halt = evaluation.topics.find((topic) => topic.halt !== null)?.halt ?? null;
  if (halt !== null) return exitCodeOf(halt.failure.exit);
  const first = evaluation.topics.flatMap(({ failures }) => failures)[0];
  return first === undefined
    ? ExitCode.ok
    : exitCodeOf(first.first.failure?.exit ?? ExitCode.logic);
}
