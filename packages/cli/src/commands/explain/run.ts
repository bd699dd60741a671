import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Context } from "../../core/command.js";
import { errorPage } from "../../errors/docs-page.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { EXPLANATIONS } from "./explanations.js";
import { codeOf, isCompilerCode, nearestCodes } from "./nearest-codes.js";
import type { ExplainValues } from "./options.js";
import { explainText, listText } from "./output.js";
import { errorRows } from "../../errors/rows.js";

/**
 * @throws WeightkitError WK147
 */
export function runExplain({ code: given, json }: ExplainValues, { ui }: Context): ExitCode {
  const rows = errorRows();
  const width = ui.io.stdout.columns;
  if (given === undefined) {
    const codes = rows.map(({ code, title }) => ({ code, title, docs: errorPage(code) }));
    if (json) ui.json({ format: "weightkit.codes", version: 1, codes });
    else ui.result(listText(rows, ui.out, width));
    return ExitCode.ok;
  }
  const wanted = codeOf(given);
  const row = rows.find(({ code }) => code === wanted);
  if (row === undefined) {
    const known = rows.map(({ code }) => code);
    const nearest = isCompilerCode(given) ? null : nearestCodes(wanted, known);
    throw fault(usageErrors.unknownCode, { given, nearest });
  }
  const explanation = EXPLANATIONS[wanted] ?? null;
  const docs = errorPage(wanted);
  if (json) {
    const { exit: exitCode, ...rest } = row;
    ui.json({ format: "weightkit.explain", version: 1, ...rest, exitCode, ...explanation, docs });
  } else ui.result(explainText(row, explanation, docs, ui.out, width));
  return ExitCode.ok;
}
