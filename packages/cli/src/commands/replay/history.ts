import type { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { evaluate, type Evaluation } from "@weightkit/testkit/internal/metrics/evaluate";
import type { JudgedFact } from "@weightkit/testkit/internal/metrics/judged-fact";
import type { RoundSaving } from "@weightkit/testkit/internal/replay/drive";
import { replay } from "@weightkit/testkit/internal/replay/run";
import { safeLines, safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { differenceFault } from "../../settings/engine.js";
import { readReplayHistory, replayPlan } from "../../settings/replay-plan.js";
import type { ReplaySettings } from "../../settings/replay-settings.js";
import type { Target } from "../../settings/target.js";
import { changesOf } from "../../settings/turned.js";
import type { Ui } from "../../ui/ui.js";

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
  /** Rounds to save as fixtures. */
  readonly saving: RoundSaving | null;
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
  const { ui, cwd, logs, pool, onFact, saving } = context;
  const read = await readReplayHistory(settings, { ui, cwd });
  const { history, topics, names } = read;
  const changes = changesOf(settings.turns, { topics: history.topics, names }, ui);
  const plan = replayPlan(target, settings, read, { ui, cwd });
  const facts = replay(plan, {
    pool,
    engine: settings.engine,
    sources: settings.sources,
    ...(saving === null ? {} : { saving }),
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
