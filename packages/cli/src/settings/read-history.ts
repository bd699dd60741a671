import { resolve } from "node:path";
import type { ErrorReport } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import { readWorkerNames } from "@weightkit/testkit/internal/history/formats/worker-names";
import {
  readHistory,
  topicOf,
  type History,
  type HistorySource,
} from "@weightkit/testkit/internal/history/read-history";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { unknownWorkers } from "@weightkit/testkit/internal/history/warnings/unknown-workers";
import { atCwd, readBytes } from "../files/read.js";
import { renderWarning } from "../ui/render-error.js";
import type { Ui } from "../ui/ui.js";
import type { HistorySettings } from "./history-settings.js";

/** What of a history is read, and how. */
export interface Reading {
  /** Topics to take, in this order; all when empty. */
  readonly topics?: readonly string[];
  /** Whether values are kept as texts. */
  readonly texts?: boolean;
  /** Faults after which reading stops. */
  readonly maxFaults?: number;
}

/**
 * Reads a history; warnings go to stderr.
 * @throws WeightkitError WK3xx with all faults
 */
export async function readGivenHistory(
  settings: HistorySettings,
  { topics = [], texts = false, maxFaults }: Reading,
  { ui, cwd }: { readonly ui: Ui; readonly cwd: string },
): Promise<History> {
  const { inferences, truth, topic, onDuplicate } = settings;
  const history = await readHistory({
    inferences: atCwd(inferences, cwd),
    truth: truth === null ? null : atCwd(truth, cwd),
    topic,
    ...(texts ? { values: "texts" as const } : {}),
    onDuplicate,
    ...(maxFaults === undefined ? {} : { maxFaults }),
    onProgress: readingProgress(ui),
  });
  showWarnings(history.warnings, ui);
  return { ...history, topics: chosenTopics(history, topics) };
}

/** Shows on a terminal how far the reading of a long history is. */
export function readingProgress({ progress }: Ui): NonNullable<HistorySource["onProgress"]> {
  return (rows, of) => {
    progress.show(`reading the ${of}: ${count(rows)} rows`);
  };
}

export function showWarnings(warnings: readonly ErrorReport[], ui: Ui): void {
  for (const warning of warnings) ui.warn(renderWarning(warning, ui.io.cwd));
}

/**
 * The topics that were asked for, in that order; all when none was.
 * @throws WeightkitError WK321
 */
export function chosenTopics(history: History, wanted: readonly string[]): readonly TopicHistory[] {
  return wanted.length === 0 ? history.topics : wanted.map((topic) => topicOf(history, topic));
}

/** Workers' names by address, and a warning for each worker that the file leaves out. */
export interface NamedWorkers {
  readonly names: ReadonlyMap<string, string>;
  readonly warnings: readonly ErrorReport[];
}

/**
 * The names of the settings' file of workers; none when there is no file.
 * @throws WeightkitError WK111, WK302 to WK307
 */
export function namedWorkers(
  { workers }: HistorySettings,
  { topics }: Pick<History, "topics">,
  cwd: string,
): NamedWorkers {
  if (workers === null) return { names: new Map(), warnings: [] };
  const names = readWorkerNames(
    readBytes(resolve(cwd, workers), "the workers' names", workers),
    workers,
  );
  return { names, warnings: unknownWorkers(topics, names, workers) };
}
