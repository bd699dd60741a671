import { resolve } from "node:path";
import { CHAIN_PARAMS } from "@weightkit/testkit/internal/chain/params";
import type { StakeChange } from "@weightkit/testkit/internal/chain/stake";
import { readStakeChanges } from "@weightkit/testkit/internal/history/formats/stake-table";
import { readWorkerNames } from "@weightkit/testkit/internal/history/formats/worker-names";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import { readHistory, type History } from "@weightkit/testkit/internal/history/read-history";
import { cadenceWarnings } from "@weightkit/testkit/internal/history/warnings/cadence-warning";
import { historyWarnings } from "@weightkit/testkit/internal/history/warnings/history-warnings";
import { unknownWorkers } from "@weightkit/testkit/internal/history/warnings/unknown-workers";
import type {
  Cadences,
  PerTopicSettings,
  ReplayPlan,
} from "@weightkit/testkit/internal/replay/plan";
import { readTopicTable, type TopicTable } from "@weightkit/testkit/internal/replay/topic-table";
import { atCwd, readBytes } from "../files/read.js";
import { prefixFor } from "../project/lint.js";
import type { Ui } from "../ui/ui.js";
import { checkRounds } from "./disturbances.js";
import { moneyOf } from "./money.js";
import { chosenTopics, readingProgress, showWarnings } from "./read-history.js";
import type { ReplaySettings } from "./replay-settings.js";
import type { Target } from "./target.js";

/** The history that a replay's settings name, as far as any logic sees the same of it. */
export interface ReplayHistory {
  readonly history: History;
  /** Those to replay. */
  readonly topics: readonly TopicHistory[];
  readonly perTopic: ReadonlyMap<string, PerTopicSettings>;
  /** Those of every topic that has no line in the table. */
  readonly cadences: Cadences;
  /** Workers' names by address. */
  readonly names: ReadonlyMap<string, string>;
}

interface Where {
  readonly ui: Ui;
  readonly cwd: string;
}

/**
 * Reads the history and all tables about it; warnings go to stderr.
 * @throws WeightkitError WK111, WK3xx, WK6xx
 */
export async function readReplayHistory(
  settings: ReplaySettings,
  { ui, cwd }: Where,
): Promise<ReplayHistory> {
  const history = await readHistory({
    inferences: atCwd(settings.inferences, cwd),
    truth: settings.truth === null ? null : atCwd(settings.truth, cwd),
    topic: settings.topic,
    ...(settings.values.texts ? { values: "texts" as const } : {}),
    onDuplicate: settings.onDuplicate,
    onProgress: readingProgress(ui),
  });
  showWarnings(history.warnings, ui);
  const topics = chosenTopics(history, settings.chosenTopics);
  const ids = topics.map(({ topic }) => topic);
  const perTopic = perTopicSettings(history, settings, cwd, ids);
  const cadences = sharedCadences(settings, perTopic, ids);
  const cadencesOf = (topic: string): Cadences => perTopic.get(topic)?.cadences ?? cadences;
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
  return { history, topics, perTopic, cadences, names };
}

/**
 * What to replay: a logic on a history that was read.
 * @throws WeightkitError WK140 to WK143
 */
export function replayPlan(
  target: Target,
  settings: ReplaySettings,
  { topics, perTopic, cadences }: ReplayHistory,
  { ui, cwd }: Where,
): ReplayPlan {
  const plan: ReplayPlan = {
    topics,
    perTopic,
    logic: target.logic,
    limits: settings.limits,
    runtime: settings.runtime,
    lostPayloads: settings.lostPayloads,
    cadences,
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
  return plan;
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

/** Where all topics share no cadence, each has its own: then the first one's, which none of them uses. */
function sharedCadences(
  { cadences: { inference, weight } }: ReplaySettings,
  table: TopicTable,
  [first = ""]: readonly string[],
): Cadences {
  const own = table.get(first)?.cadences;
  return { inference: inference ?? own?.inference ?? 0, weight: weight ?? own?.weight ?? 0 };
}

/** Per-topic settings, with the permission to ask their own truth's host where a bare WASM has no list of any. */
function perTopicSettings(
  history: History,
  settings: ReplaySettings,
  cwd: string,
  replayed: readonly string[],
): TopicTable {
  const { topics: shown, cadences, route, values, permissions } = settings;
  if (shown === null) return new Map();
  const shared = { cadences, route, valueScale: values.scale };
  const bytes = readBytes(resolve(cwd, shown), "the topics' settings", shown);
  const table = readTopicTable(bytes, shown, history, shared, replayed);
  if (!settings.bare) return table;
  return new Map(
    [...table].map(([topic, own]) => {
      const prefix = own.route == null ? [] : [prefixFor(own.route.url)];
      return [topic, { ...own, permissions: [...permissions, ...prefix] }];
    }),
  );
}
