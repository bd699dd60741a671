import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../../core/command.js";
import { historySettings } from "../../../settings/history-settings.js";
import { readGivenHistory } from "../../../settings/read-history.js";
import { writeHistory } from "../written.js";
import type { ConvertValues } from "./options.js";

export async function runConvert(values: ConvertValues, context: Context): Promise<ExitCode> {
  const { to: format, texts, topic } = values;
  const settings = historySettings(values, context.cwd);
  const { topics } = await readGivenHistory(settings, { topics: topic, texts }, context);
  await writeHistory(topics, { ...values, format }, settings, context);
  return ExitCode.ok;
}
