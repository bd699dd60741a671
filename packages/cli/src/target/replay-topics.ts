import { readHistory } from "@weightkit/testkit/history/read-history";
import type { TopicHistory } from "@weightkit/testkit/history/history";
import { createSummary } from "@weightkit/testkit/metrics/summarize";
import type { ReplaySummary } from "@weightkit/testkit/metrics/summary";
import { replay } from "@weightkit/testkit/replay/replay";
import type { PreparedLogic } from "@weightkit/testkit/runtime/engine";
import { truthAnswerer } from "@weightkit/testkit/runtime/truth-answerer";
import { v8Engine } from "@weightkit/testkit/runtime/v8-engine";
import { atCwd } from "../project/files.js";
import type { Ui } from "../ui/ui.js";
import type { ReplaySettings } from "./replay-settings.js";
import type { Target } from "./target.js";

export interface ReplayResults {
  readonly summaries: readonly ReplaySummary[];
}

/**
 * Reads the history and replays each of its topics.
 * @throws WeightkitError WK3xx, WK4xx, WK6xx
 */
export async function replayTopics(
  target: Target,
  settings: ReplaySettings,
  { ui, cwd }: { ui: Ui; cwd: string },
): Promise<ReplayResults> {
  const history = await readHistory({
    inferences: atCwd(settings.inferences, cwd),
    truth: settings.truth === null ? null : atCwd(settings.truth, cwd),
    topic: settings.topic,
  });
  for (const { message, hint } of history.warnings) ui.warn(`${message}. ${hint}`);
  const prepared = v8Engine.prepare(target.logic, { limits: target.limits, metered: true });
  const summaries = history.topics.map((topic) =>
    replayTopic(topic, prepared, target, settings, ui),
  );
  return { summaries };
}

function replayTopic(
  topic: TopicHistory,
  prepared: PreparedLogic,
  target: Target,
  settings: ReplaySettings,
  ui: Ui,
): ReplaySummary {
  const { route, cadences, permissions, seed, valueScale } = settings;
  const summary = createSummary();
  const facts = replay({
    history: topic,
    cadences,
    logic: prepared,
    engine: v8Engine.name,
    http: route === null ? () => null : truthAnswerer(topic.truth, route),
    permissions,
    env: target.env,
    stdinMode: target.stdinMode,
    seed,
    valueScale,
  });
  for (const fact of facts) {
    summary.add(fact);
    if (fact.kind === "round") ui.progress.show(`topic ${topic.topic}: round ${fact.index + 1}`);
  }
  return summary.result();
}
