import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { historyFiles } from "@weightkit/testkit/internal/history/write/write-history";
import type { Context } from "../../../core/command.js";
import { writeStreams } from "../../../files/stream.js";
import { historySettings } from "../../../settings/history-settings.js";
import { refuseOwnInput } from "../../../settings/own-input.js";
import { readGivenHistory } from "../../../settings/read-history.js";
import type { ConvertValues } from "./options.js";

export async function runConvert(values: ConvertValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { to: format, gzip, texts, out, force, topic } = values;
  const settings = historySettings(values, cwd);
  const { topics } = await readGivenHistory(settings, { topics: topic, texts }, { ui, cwd });
  const files = await historyFiles(topics, { format, gzip });
  const outputs = files.map(({ name, pieces }) => ({
    path: join(resolve(cwd, out), name),
    shown: join(out, name),
    pieces,
  }));
  refuseOwnInput(outputs, settings, cwd);
  await writeStreams(outputs, { force });
  const written = outputs.map(({ shown }) => shown);
  if (values.json) ui.json({ ok: true, files: written });
  else ui.result(written.map((file) => `wrote ${file}`).join("\n"));
  return ExitCode.ok;
}
