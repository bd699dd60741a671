import { replayTopic } from "../../replay/drive.js";
import type { TopicPlan } from "../../replay/plan.js";
import { truthAnswerer } from "../../round/truth-answerer.js";
import type { SyncPreparedLogic } from "../../runtime/engine.js";
import { DEFAULT_LIMITS } from "../../runtime/limits.js";
import { v8Engine } from "../../runtime/v8/v8-engine.js";
import type { JobContext, JobReference } from "../../threads/job.js";
import { nodeAnswers, nodeProgram, type NodeMove } from "./node-move.js";
import { WorldFold, type WorldResult } from "./world-fold.js";

/** What all worlds of an attack share. */
export type WorldPlan = Omit<TopicPlan, "history" | "cadences" | "economy" | "reputers">;

/** One world to replay, as plain data. */
export interface WorldCell extends Pick<
  TopicPlan,
  "history" | "cadences" | "economy" | "reputers"
> {
  /** What the first head node does instead of running the logic as all do. */
  readonly node: NodeMove | null;
}

export interface WorldJobInput {
  readonly plan: WorldPlan;
  readonly cells: readonly WorldCell[];
  /** Index of the cell that the thread is at, shared with whoever waits for it. */
  readonly current: Int32Array;
}

export interface WorldDone {
  /** Index of the cell. */
  readonly cell: number;
  readonly result: WorldResult;
}

export const worldJob: JobReference<WorldJobInput, WorldDone, null> = {
  module: "@weightkit/testkit/internal/lab/attack/world-job",
  name: "replayWorldsInThread",
};

/** The logic that this thread compiled last: an attack gives it thousands of worlds for the same. */
let kept: { readonly key: string; readonly logic: SyncPreparedLogic } | null = null;

/** The job of {@link worldJob}: replays world after world and sends each result as it comes. */
export function replayWorldsInThread(
  { plan, cells, current }: WorldJobInput,
  context: JobContext<WorldDone>,
): null {
  const logic = preparedFor(plan, context);
  for (const [at, cell] of cells.entries()) {
    Atomics.store(current, 0, at);
    context.send({ cell: at, result: replayWorld(plan, cell, logic) });
  }
  return null;
}

function preparedFor(
  plan: WorldPlan,
  { heartbeat }: Pick<JobContext<WorldDone>, "heartbeat">,
): SyncPreparedLogic {
  const { limits = DEFAULT_LIMITS, runtime } = plan;
  const key = JSON.stringify([plan.logic.sha256, limits, runtime]);
  if (kept?.key === key) return kept.logic;
  heartbeat.begin("preparation");
  const logic = v8Engine.prepare(plan.logic, {
    ...{ limits, metered: true, guard: "none", heartbeat },
    ...(runtime === undefined ? {} : { runtime }),
  });
  heartbeat.end();
  kept = { key, logic };
  return logic;
}

function replayWorld(
  plan: WorldPlan,
  { node, ...cell }: WorldCell,
  logic: SyncPreparedLogic,
): WorldResult {
  const topic: TopicPlan = { ...plan, ...cell };
  const { truth } = topic.history;
  const { route = null } = plan;
  const http = route === null ? () => null : truthAnswerer(truth, route);
  const [first] = topic.reputers ?? [];
  const program = node === null ? null : nodeProgram(node, logic);
  const answers = node === null ? null : nodeAnswers(node, truth, route);
  const host = {
    ...{ engine: v8Engine.name, logic, http },
    ...(first === undefined || program === null
      ? {}
      : { logicOf: new Map([[first.address, program]]) }),
    ...(first === undefined || answers === null
      ? {}
      : { httpOf: new Map([[first.address, answers]]) }),
  };
  const fold = new WorldFold();
  for (const fact of replayTopic(topic, host)) fold.add(fact);
  return fold.result();
}
