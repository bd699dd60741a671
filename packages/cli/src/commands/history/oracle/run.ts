import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { withOracle } from "@weightkit/testkit/internal/history/oracle";
import type { Context } from "../../../core/command.js";
import { historySettings } from "../../../settings/history-settings.js";
import { readGivenHistory } from "../../../settings/read-history.js";
import { writeHistory } from "../written.js";
import type { OracleValues } from "./options.js";

export async function runOracle(values: OracleValues, context: Context): Promise<ExitCode> {
  const { worker, lag, tolerance, topic } = values;
  const settings = historySettings(values, context.cwd);
  const { topics } = await readGivenHistory(settings, { topics: topic }, context);
  const oracles = topics.map((one) => withOracle(one, { worker, lag, tolerance }));
  await writeHistory(oracles, { ...values, format: "csv", gzip: false }, settings, context);
  return ExitCode.ok;
}
