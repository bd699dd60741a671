import { resolve, dirname, basename } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { sweepCsv } from "@weightkit/testkit/internal/lab/sweep/sweep-csv";
import {
  sweepDocument,
  sweepDocumentText,
} from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { sweepText } from "@weightkit/testkit/internal/lab/sweep/sweep-text";
import type { SweepResult } from "@weightkit/testkit/internal/lab/sweep/sweep";
import { counted } from "@weightkit/testkit/internal/report/text/numbers";
import { ansiStyle, plainStyle } from "@weightkit/testkit/internal/report/text/style";
import type { Context } from "../../core/command.js";
import { writeFiles } from "../../files/write.js";

/** Prints a complete sweep; exit code 1 when rounds failed. */
export function showResult(
  result: SweepResult,
  { csv, json }: { readonly csv: string | undefined; readonly json: boolean },
  { ui, cwd }: Pick<Context, "ui" | "cwd">,
): ExitCode {
  if (csv !== undefined) {
    const path = resolve(cwd, csv);
    writeFiles(dirname(path), [{ name: basename(path), bytes: Buffer.from(sweepCsv(result)) }]);
  }
  const style = ui.out.isColorSupported ? ansiStyle : plainStyle;
  ui.result(
    json
      ? sweepDocumentText(sweepDocument(result))
      : sweepText(result, { width: ui.io.stdout.columns, style }),
  );
  const failed = result.sets.some(({ failure }) => failure !== null);
  return failed ? ExitCode.logic : ExitCode.ok;
}

/** What a shard prints. @param stage What is not there yet; null for a complete sweep. */
export function shardText(
  { index, count }: { readonly index: number; readonly count: number },
  stage: { readonly rung: number; readonly missing: readonly object[] } | null,
): string {
  const own = `Shard ${index} of ${count} is done.`;
  return stage === null
    ? `${own} The sweep is complete: \`weightkit merge\` has its result.`
    : `${own} ${counted(stage.missing.length, "replay")} of other shards are not in this store.`;
}
