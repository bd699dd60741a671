import type { TopicHistory } from "../history/history.js";
import type { PreparedLogic } from "../runtime/engine.js";
import type { HttpAnswerer } from "../runtime/http/http-exchange.js";
import type { JobContext, JobReference } from "../threads/job.js";
import { firstOf, truthAnswerer, type TruthRoute } from "../round/truth-answerer.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";
import type { Fact } from "./facts.js";
import type { ReplayPlan } from "./plan.js";
import { replay } from "./replay.js";
import type { SharedPlan } from "./topics-plan.js";

/** One topic of a plan. */
export interface TopicJobInput {
  readonly history: TopicHistory;
  readonly shared: SharedPlan;
}

/** Facts that travel between threads in one message. */
const BATCH = 64;

export const topicJob: JobReference<TopicJobInput, readonly Fact[], null> = {
  module: "@weightkit/testkit/internal/replay/topic-job",
  name: "replayTopic",
};

/** The job of {@link topicJob}: sends the facts of one topic's replay, in order, in batches. */
export function replayTopic(
  { history, shared }: TopicJobInput,
  context: JobContext<readonly Fact[]>,
): null {
  // The pool's watchdog guards the runs; fuel ends most endless ones before that.
  const { heartbeat } = context;
  const options = { ...shared.prepare, guard: "none", heartbeat } as const;
  let batch: Fact[] = [];
  for (const fact of replay(topicPlan(history, shared, v8Engine.prepare(shared.logic, options)))) {
    if (batch.push(fact) < BATCH) continue;
    context.send(batch);
    batch = [];
  }
  if (batch.length > 0) context.send(batch);
  return null;
}

/** The plan of one topic, with answerers that know its truth. */
export function topicPlan(
  history: TopicHistory,
  shared: SharedPlan,
  logic: PreparedLogic,
): ReplayPlan {
  const { route, reputers, ...rest } = shared;
  const answerer = (to: TruthRoute): HttpAnswerer => truthAnswerer(history.truth, to);
  const http: HttpAnswerer = route === null ? () => null : answerer(route);
  const plan = { ...rest, history, logic, engine: v8Engine.name, http };
  if (reputers === undefined) return plan;
  return {
    ...plan,
    reputers: reputers.map(({ route: own, ...reputer }) =>
      own === undefined ? reputer : { ...reputer, http: firstOf(answerer(own), http) },
    ),
  };
}
