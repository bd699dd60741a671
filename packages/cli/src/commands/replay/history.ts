import { resolve } from "node:path";
import type { StakeChange } from "@weightkit/testkit/internal/chain/stake";
import { readStakeChanges } from "@weightkit/testkit/internal/history/formats/stake-table";
import { CHAIN_PARAMS } from "@weightkit/testkit/internal/chain/params";
import type { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { cadenceWarnings } from "@weightkit/testkit/internal/history/warnings/cadence-warning";
import { readHistory, type History } from "@weightkit/testkit/internal/history/read-history";
import { readWorkerNames } from "@weightkit/testkit/internal/history/formats/worker-names";
import { historyWarnings } from "@weightkit/testkit/internal/history/warnings/history-warnings";
import { unknownWorkers } from "@weightkit/testkit/internal/history/warnings/unknown-workers";
import { evaluate, type Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import type { JudgedFact } from "@weightkit/testkit/internal/metrics/judged-fact";
import type {
  Cadences,
  PerTopicSettings,
  ReplayPlan,
} from "@weightkit/testkit/internal/replay/plan";
import { replay } from "@weightkit/testkit/internal/replay/run";
import { readTopicTable } from "@weightkit/testkit/internal/replay/topic-table";
import type { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { safeLines, safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { atCwd, readBytes } from "../../files/read.js";
import { prefixFor } from "../../project/lint.js";
import type { Ui } from "../../ui/ui.js";
import { checkRounds } from "../../settings/disturbances.js";
import { differenceFault } from "../../settings/engine.js";
import { chosenTopics, showWarnings } from "../../settings/read-history.js";
import { moneyOf } from "../../settings/money.js";
import type { ReplaySettings } from "../../settings/replay-settings.js";
import type { Target } from "../../settings/target.js";
import { changesOf } from "../../settings/turned.js";

export interface ReplayResults {
  readonly evaluation: Evaluation;
  /** Workers' names by address. */
  readonly names: ReadonlyMap<string, string>;
  /** In what two engines differ, when they were compared. */
  readonly difference: WeightkitError | null;
}

export interface ReplayContext {
  readonly ui: Ui;
  readonly cwd: string;
  /** Whose threads replay; its owner closes it. */
  readonly pool: WorkerPool;
  /** Whether to print what the logic writes to its stderr. */
  readonly logs: boolean;
  /** Sees every fact, in order. */
  readonly onFact: (fact: JudgedFact) => void;
}

/**
 * Reads the history and replays each of its topics in watched threads: a run that hangs ends its replay, not this command.
 * @throws WeightkitError WK140 to WK143, WK3xx, WK4xx, WK6xx
 */
export async function replayHistory(
  target: Target,
  settings: ReplaySettings,
  context: ReplayContext,
): Promise<ReplayResults> {
  const { ui, cwd, logs, pool, onFact } = context;
  const history = await readHistory({
    inferences: atCwd(settings.inferences, cwd),
    truth: settings.truth === null ? null : atCwd(settings.truth, cwd),
    topic: settings.topic,
    ...(settings.values.texts ? { values: "texts" as const } : {}),
    onDuplicate: settings.onDuplicate,
  });
  showWarnings(history.warnings, ui);
  const topics = chosenTopics(history, settings.chosenTopics);
  const perTopic = perTopicSettings(history, settings, cwd);
  const cadencesOf = (topic: string): Cadences =>
    perTopic.get(topic)?.cadences ?? settings.cadences;
  const { workers } = settings;
  const names =
    workers === null
      ? new Map<string, string>()
      : readWorkerNames(readBytes(resolve(cwd, workers), "the workers' names", workers), workers);
  showWarnings(
    [
      ...cadenceWarnings(topics, (topic) => cadencesOf(topic).inference),
      ...(workers !== null && settings.expectsNames ? unknownWorkers(topics, names, workers) : []),
      ...historyWarnings(topics, settings.values.model.kind === "number"),
    ],
    ui,
  );
  warnOfMinimums(
    topics.map(({ topic }) => cadencesOf(topic)),
    ui,
  );
  const changes = changesOf(settings.turns, { topics: history.topics, names }, ui);
  const plan: ReplayPlan = {
    topics,
    perTopic,
    logic: target.logic,
    limits: settings.limits,
    runtime: settings.runtime,
    lostPayloads: settings.lostPayloads,
    cadences: settings.cadences,
    route: settings.route,
    permissions: settings.permissions,
    env: target.env,
    stdinMode: target.stdinMode,
    seed: settings.seed,
    values: settings.values.model,
    valueScale: settings.values.scale,
    disturbances: settings.disturbances,
    profile: settings.values.profile,
    shuffleReputers: settings.shuffleReputers,
    blockSeconds: settings.blockSeconds,
    singleRuns: settings.singleRuns,
    ...moneyOf(target.project?.settings, stakeChangesOf(settings, cwd)),
  };
  checkRounds(
    settings.disturbances,
    topics.map((topic) => ({ ...plan, ...perTopic.get(topic.topic), history: topic })),
    ui,
  );
  const facts = replay(plan, {
    pool,
    engine: settings.engine,
    sources: settings.sources,
    onWarning: (sentence) => {
      ui.warn(sentence);
    },
  });
  let topic = "";
  let started = 0;
  const evaluation = await evaluate(facts, { ...settings.measures, changes }, (fact) => {
    if (fact.kind === "started") {
      ({ topic } = fact);
      started += 1;
    }
    onFact(fact);
    if (logs) showLogs(fact, topics.length > 1 ? topic : null, ui);
    showProgress(fact, started, topics.length, ui);
  });
  return { evaluation, names, difference: differenceFault(facts.differences()) };
}

function stakeChangesOf({ stakeChanges }: ReplaySettings, cwd: string): StakeChange[] {
  if (stakeChanges === null) return [];
  const bytes = readBytes(resolve(cwd, stakeChanges), "the changes of stake", stakeChanges);
  return readStakeChanges(bytes, stakeChanges);
}

/** A project file is held to the chain's minimums; a trial with options may go below them, but should know. */
function warnOfMinimums(cadences: readonly Cadences[], ui: Ui): void {
  const check = (what: string, seconds: number, least: number): void => {
    if (seconds >= least) return;
    const found = `${seconds} s is replayed anyway`;
    ui.warn(`the chain refuses a ${what} cadence below ${least} s; ${found}`);
  };
  const shortest = (of: (one: Cadences) => number): number => Math.min(...cadences.map(of));
  check(
    "weight",
    shortest(({ weight }) => weight),
    CHAIN_PARAMS.minWeightCadence,
  );
  check(
    "inference",
    shortest(({ inference }) => inference),
    CHAIN_PARAMS.minRequestCadence,
  );
}

/** Per-topic settings, with the permission to ask their own truth's host where a bare WASM has no list of any. */
function perTopicSettings(
  history: History,
  settings: ReplaySettings,
  cwd: string,
): ReadonlyMap<string, PerTopicSettings> {
  const { topics: shown, cadences, route, values, permissions } = settings;
  if (shown === null) return new Map();
  const shared = { cadences, route, valueScale: values.scale };
  const bytes = readBytes(resolve(cwd, shown), "the topics' settings", shown);
  const table = readTopicTable(bytes, shown, history, shared);
  if (!settings.bare) return table;
  return new Map(
    [...table].map(([topic, own]) => {
      const prefix = own.route == null ? [] : [prefixFor(own.route.url)];
      return [topic, { ...own, permissions: [...permissions, ...prefix] }];
    }),
  );
}

/** What the logic wrote to its stderr in a round, line by line. */
function showLogs(fact: JudgedFact, topic: string | null, ui: Ui): void {
  if ((fact.kind !== "round" && fact.kind !== "second") || fact.stderr === "") return;
  const run = fact.kind === "second" ? "second run of " : "";
  const where = topic === null ? "" : `topic ${safeText(topic)} `;
  for (const line of safeLines(fact.stderr)) ui.note(`${where}${run}round ${fact.index}: ${line}`);
}

function showProgress(fact: JudgedFact, topic: number, topics: number, ui: Ui): void {
  if (fact.kind !== "round") return;
  const which = topics === 1 ? "" : `topic ${topic} of ${topics}, `;
  ui.progress.show(`replaying: ${which}round ${fact.index + 1}`);
}
