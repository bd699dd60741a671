import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { sweepCsv } from "@weightkit/testkit/internal/lab/sweep/sweep-csv";
import {
  sweepDocument,
  sweepDocumentText,
} from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { sweepPage } from "@weightkit/testkit/internal/lab/sweep/sweep-page";
import { sweepText } from "@weightkit/testkit/internal/lab/sweep/sweep-text";
import type { SweepResult } from "@weightkit/testkit/internal/lab/sweep/sweep";
import type { PageInput } from "@weightkit/testkit/internal/report/html/page-data";
import { counted } from "@weightkit/testkit/internal/report/text/numbers";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import type { Context } from "../../core/command.js";
import { commandLine } from "../../core/shell-words.js";
import { writeFiles } from "../../files/write.js";
import { VERSION } from "../../version.js";

const madeBy = `weightkit ${VERSION}`;

interface OutputValues {
  readonly html: string | undefined;
  readonly csv: string | undefined;
  readonly json: boolean;
}

/** Prints a complete sweep; exit code 1 when rounds failed, else 3 when no set could be judged. @param inputs Files that it read, for the page. */
export function showResult(
  result: SweepResult,
  { html, csv, json }: OutputValues,
  { ui, cwd, argv }: Pick<Context, "ui" | "cwd" | "argv">,
  inputs: readonly PageInput[],
): ExitCode {
  const files = [
    ...(html === undefined
      ? []
      : [{ name: html, text: sweepPage(result, { madeBy, command: commandLine(argv), inputs }) }]),
    ...(csv === undefined ? [] : [{ name: csv, text: sweepCsv(result) }]),
  ];
  writeFiles(
    cwd,
    files.map(({ name, text }) => ({ name: resolve(cwd, name), bytes: Buffer.from(text) })),
  );
  const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
  ui.result(
    json
      ? sweepDocumentText(sweepDocument(result))
      : sweepText(result, { width: ui.io.stdout.columns, style }),
  );
  for (const { name } of files) ui.note(`wrote ${name}`);
  if (result.sets.some(({ failure }) => failure !== null)) return ExitCode.logic;
  return result.timestamps.length === 0 ? ExitCode.usage : ExitCode.ok;
}

/** What a shard prints. @param stage What is not there yet; null for a complete sweep. */
export function shardText(
  { index, count }: { readonly index: number; readonly count: number },
  stage: { readonly rung: number; readonly missing: readonly object[] } | null,
): string {
  const own = `Shard ${index} of ${count} is done.`;
  const missing = stage?.missing.length ?? 0;
  return stage === null
    ? `${own} The sweep is complete: \`weightkit merge\` has its result.`
    : `${own} ${counted(missing, "replay")} of other shards ${missing === 1 ? "is" : "are"} not in this store.`;
}
