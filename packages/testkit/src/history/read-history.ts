import { isAlloAddress } from "../chain/bech32.js";
import { historyErrors } from "../errors/history-errors.js";
import { fault, throwFaults, WeightkitError, type ErrorReport } from "../errors/weightkit-error.js";
import { Faults } from "./formats/faults.js";
import type { InferenceColumns, TopicHistory, TruthColumns } from "./history.js";
import { InferenceReader } from "./formats/inference-reader.js";
import { expandPaths } from "./expand-paths.js";
import { readFile } from "./read-file.js";
import type { RowReader } from "./formats/row-reader.js";
import { TruthReader } from "./formats/truth-reader.js";

/** Where a history is and how to read it. */
export interface HistorySource {
  /**
   * Path or pattern (see expand-paths.ts) of files with the columns `[topic,]timestamp,worker,value`: CSV or JSON Lines, gzip or not, or
   * Parquet. Several files are read in the order of their names, as if they were one.
   */
  readonly inferences: string;
  /** The same for `[topic,]timestamp,value,available_at`; null when there is no truth at all. */
  readonly truth: string | null;
  /** Topic id of files without a topic column. Default "1". */
  readonly topic?: string;
  /** `texts` when values are labels, vectors or the like (seed profile): any text is taken and kept. Default `numbers`. */
  readonly values?: "numbers" | "texts";
  /**
   * What a second inference of a worker at a timestamp is: a fault, or, as on the chain, what counts from then on; with `last` the row
   * that comes later in the files stays, and a warning counts those that went. Default `refuse`.
   */
  readonly onDuplicate?: "refuse" | "last";
  /** Faults after which reading stops. Default 20. */
  readonly maxFaults?: number;
  /** Most rows of a file. Default 100,000,000. */
  readonly maxRows?: number;
  /** Called now and then while many rows are read, with how many there were of the inferences or of the truth. */
  readonly onProgress?: (rows: number, of: "inferences" | "truth") => void;
}

export interface History {
  /** In order of first appearance; at least one. */
  readonly topics: readonly TopicHistory[];
  /** Warnings: worth a look, but harmless. */
  readonly warnings: readonly ErrorReport[];
}

const MAX_FAULTS = 20;
const MAX_ROWS = 100_000_000;
const NO_TRUTH: TruthColumns = {
  length: 0,
  timestamps: new Float64Array(0),
  values: new Float64Array(0),
  texts: null,
  availableAt: new Float64Array(0),
};

/**
 * Reads and validates a history, streaming: memory is 20 bytes a row, and for a moment at the end up to twice that. The columns lie in
 * memory that worker threads share.
 * @throws WeightkitError WK300-WK322, with all faults found (of both files at once) up to the limit.
 */
export async function readHistory(source: HistorySource): Promise<History> {
  const { topic = "1", maxFaults = MAX_FAULTS, maxRows = MAX_ROWS } = source;
  const texts = source.values === "texts";
  const inferences = new InferenceReader({
    faults: new Faults(maxFaults),
    maxRows,
    texts,
    keepLast: source.onDuplicate === "last",
    onProgress: (rows) => source.onProgress?.(rows, "inferences"),
  });
  const truth = new TruthReader({
    ...{ faults: new Faults(maxFaults), maxRows, texts },
    onProgress: (rows) => source.onProgress?.(rows, "truth"),
  });
  const read = await settle(
    async () => {
      await readAll(source.inferences, inferences);
      return inferences.finish();
    },
    async () => {
      if (source.truth !== null) await readAll(source.truth, truth);
      return truth.finish();
    },
  );
  if (source.truth !== null) checkTopicColumns(source, inferences.hasTopics, truth.hasTopics);
  const joined = join(read[0].topics, read[1].topics, topic);
  const warnings = [...read[0].warnings, ...read[1].warnings, ...joined.warnings];
  return { topics: joined.topics, warnings: [...warnings, ...addressWarnings(inferences.workers)] };
}

/**
 * Reads ground truth alone.
 * @returns the truth by topic; files without a topic column have the one topic `""`.
 * @throws WeightkitError as {@link readHistory}
 */
export async function readTruth(
  pattern: string,
  {
    maxFaults = MAX_FAULTS,
    maxRows = MAX_ROWS,
    values,
  }: Pick<HistorySource, "maxFaults" | "maxRows" | "values"> = {},
): Promise<ReadonlyMap<string, TruthColumns>> {
  const reader = new TruthReader({
    faults: new Faults(maxFaults),
    maxRows,
    texts: values === "texts",
  });
  await readAll(pattern, reader);
  return reader.finish().topics;
}

/**
 * The truth of one topic, read without its inferences; null when the file has none for that topic.
 * @throws WeightkitError as {@link readHistory}
 */
export async function readTopicTruth(pattern: string, topic: string): Promise<TruthColumns | null> {
  const topics = await readTruth(pattern);
  return topics.get(topic) ?? topics.get("") ?? null;
}

async function readAll(pattern: string, reader: RowReader): Promise<void> {
  for (const path of expandPaths(pattern)) await readFile(path, reader);
}

/**
 * The topic of a history with that id.
 * @throws WeightkitError WK321 when there is none.
 */
export function topicOf(history: History, topic: string): TopicHistory {
  const found = history.topics.find((one) => one.topic === topic);
  if (found !== undefined) return found;
  const names = history.topics.slice(0, 10).map((one) => one.topic);
  const more = history.topics.length > names.length ? ", …" : "";
  throw fault(historyErrors.noSuchTopic, { topic, found: names.join(", ") + more });
}

/** Both results, or all faults of both. */
async function settle<A, B>(a: () => Promise<A>, b: () => Promise<B>): Promise<readonly [A, B]> {
  const faults: WeightkitError[] = [];
  const caught = (error: unknown): null => {
    if (!(error instanceof WeightkitError)) throw error;
    const { code, exit, message, hint, place, cause } = error;
    const alone = new WeightkitError(
      { code, exit, message, hint },
      { cause, ...(place === null ? {} : { place }) },
    );
    faults.push(alone, ...error.others);
    return null;
  };
  const first = await a().then((value) => ({ value }), caught);
  const second = await b().then((value) => ({ value }), caught);
  throwFaults(faults);
  if (first === null || second === null) throw new TypeError("unreachable");
  return [first.value, second.value];
}

function checkTopicColumns(source: HistorySource, inferences: boolean, truth: boolean): void {
  if (inferences === truth) return;
  const [a, b] = [source.inferences, source.truth ?? ""];
  const [withTopic, without] = inferences ? [a, b] : [b, a];
  throw fault(historyErrors.topicColumnOnOneSide, { withTopic }, { place: { file: without } });
}

function join(
  inferences: ReadonlyMap<string, InferenceColumns>,
  truth: ReadonlyMap<string, TruthColumns>,
  only: string,
): { readonly topics: TopicHistory[]; readonly warnings: ErrorReport[] } {
  const name = (key: string): string => (key === "" ? only : key);
  const warnings: ErrorReport[] = [];
  const topics = [...inferences].map(([key, columns]) => {
    const known = truth.get(key);
    if (known === undefined)
      warnings.push(fault(historyErrors.noTruth, { topic: name(key) }).report());
    return { topic: name(key), inferences: columns, truth: known ?? NO_TRUTH };
  });
  for (const key of truth.keys()) {
    if (inferences.has(key)) continue;
    warnings.push(fault(historyErrors.truthWithoutInferences, { topic: name(key) }).report());
  }
  return { topics, warnings };
}

function addressWarnings(workers: readonly string[]): ErrorReport[] {
  const bad = workers.filter((worker) => !isAlloAddress(worker));
  const [worker] = bad;
  if (worker === undefined) return [];
  return [fault(historyErrors.badAddress, { worker, others: bad.length - 1 }).report()];
}
