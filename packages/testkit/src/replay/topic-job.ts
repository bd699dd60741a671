import { openSources, type SharedSource, type TruthSource } from "../round/http-source.js";
import type { Logic } from "../logic/logic.js";
import { openEngine, type EngineChoice } from "../runtime/engine-choice.js";
import { prepareWatched } from "../runtime/prepare-watched.js";
import type { Differences } from "../runtime/external/cross-check.js";
import { DEFAULT_LIMITS } from "../runtime/limits.js";
import { DEFAULT_RUNTIME } from "../runtime/versions.js";
import type { JobContext, JobReference } from "../threads/job.js";
import type { RoundFixture } from "../round/fixture/round-fixture.js";
import { driveTopic } from "./drive.js";
import type { Fact } from "./facts.js";
import { runsUntil, type LostRun } from "./lost-run.js";
import type { TopicPlan } from "./plan.js";
import { reputerAnswers } from "./reputer-answers.js";
import type { RoundSelection } from "./round-selection.js";

/** One topic's replay, as plain data. Its logic comes apart from it, since all topics mostly have one. */
export interface TopicJobInput {
  readonly plan: Omit<TopicPlan, "logic">;
  readonly engine: EngineChoice;
  /** Who answers what the topic's truth table does not. */
  readonly sources: readonly SharedSource[];
  /** Whether the pool's watchdog sees runs that hang; else a timer ends each run. */
  readonly watched: boolean;
  /** Rounds to save as fixtures. */
  readonly selection: RoundSelection | null;
  /** Counts the runs that were begun: see lost-run.ts. */
  readonly begun: Int32Array;
  /** The run that took an earlier thread of this replay down, or null. */
  readonly lost: LostRun | null;
}

export type TopicMessage =
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | { readonly kind: "round"; readonly round: RoundFixture }
  /** A request that the network did not answer, in one sentence. */
  | { readonly kind: "warning"; readonly sentence: string };

/** Facts that travel between threads in one message. */
const BATCH = 64;

/** The result is the difference between the engines of a cross-check. */
export const topicJob: JobReference<TopicJobInput, TopicMessage, Differences | null, Logic> = {
  module: "@weightkit/testkit/internal/replay/topic-job",
  name: "replayInThread",
};

/** The job of {@link topicJob}: sends the facts of one topic's replay, in order, in batches. */
export async function replayInThread(
  { plan: given, engine: choice, sources, watched, begun, lost, selection }: TopicJobInput,
  context: JobContext<TopicMessage, Logic>,
): Promise<Differences | null> {
  const plan = { ...given, logic: context.kept };
  const { engine, differences } = await openEngine(choice);
  const { limits = DEFAULT_LIMITS, runtime = DEFAULT_RUNTIME, route = null } = plan;
  const guard = watched ? "none" : "timer";
  const prepared = prepareWatched(engine, plan.logic, {
    limits,
    metered: true,
    guard,
    runtime,
    heartbeat: context.heartbeat,
  });
  const logic = runsUntil(prepared, begun, lost);
  const { truth } = plan.history;
  const table: TruthSource[] = route === null ? [] : [{ kind: "truth", truth, route }];
  const http = await openSources([...table, ...sources], (sentence) => {
    context.send({ kind: "warning", sentence });
  });
  let batch: Fact[] = [];
  const sendBatch = (): void => {
    if (batch.length > 0) context.send({ kind: "facts", facts: batch });
    batch = [];
  };
  try {
    const httpOf = reputerAnswers(plan, http.answer);
    const host = { engine: engine.name, logic, http: http.answer, httpOf };
    const onFact = (fact: Fact): void => {
      if (batch.push(fact) === BATCH) sendBatch();
    };
    const onRound = (round: RoundFixture): void => {
      context.send({ kind: "round", round });
    };
    await driveTopic(plan, host, onFact, selection === null ? null : { selection, onRound });
    sendBatch();
  } finally {
    await http.close();
  }
  return differences();
}
