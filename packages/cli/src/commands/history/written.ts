import { join, resolve } from "node:path";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import {
  historyFiles,
  type WriteOptions,
} from "@weightkit/testkit/internal/history/write/write-history";
import type { Context } from "../../core/command.js";
import { writeStreams } from "../../files/stream.js";
import type { HistorySettings } from "../../settings/history-settings.js";
import { refuseOwnInput } from "../../settings/own-input.js";

/** Where and how a history is written. */
export interface Writing extends WriteOptions {
  /** Folder, relative to the working directory. */
  readonly out: string;
  /** Whether to replace files that hold other data. */
  readonly force: boolean;
  readonly json: boolean;
}

/** Writes a history that was made from another one, never over its own input, and lists the files. */
export async function writeHistory(
  topics: readonly TopicHistory[],
  { out, force, json, ...options }: Writing,
  settings: HistorySettings,
  { ui, cwd }: Context,
): Promise<void> {
  const files = await historyFiles(topics, options);
  const outputs = files.map(({ name, pieces }) => ({
    path: join(resolve(cwd, out), name),
    shown: join(out, name),
    pieces,
  }));
  refuseOwnInput(outputs, settings, cwd);
  await writeStreams(outputs, { force });
  const written = outputs.map(({ shown }) => shown);
  if (json) ui.json({ ok: true, files: written });
  else ui.result(written.map((file) => `wrote ${file}`).join("\n"));
}
