import type { Logic } from "../logic/logic.js";
import { openEngine, runsInThread, type EngineChoice } from "../runtime/engine-choice.js";
import type { PrepareOptions, RunOutcome, RunRequest } from "../runtime/engine.js";
import { prepareWatched } from "../runtime/prepare-watched.js";
import type { Differences } from "../runtime/external/cross-check.js";
import type { JobContext, JobReference } from "../threads/job.js";
import { openSources, type HttpSource } from "./http-source.js";

/** One run as plain data. */
export interface RoundSetup {
  readonly logic: Logic;
  readonly options: Pick<PrepareOptions, "limits" | "metered" | "profile" | "runtime">;
  readonly engine: EngineChoice;
  readonly request: Omit<RunRequest, "http">;
  /** Who answers the guest's requests: the first of them that can. */
  readonly sources: readonly HttpSource[];
}

export interface RoundRun {
  readonly outcome: RunOutcome;
  /** Where two engines differ, if they were compared and do. */
  readonly differences: Differences | null;
}

/** Sends a sentence for each request that the network did not answer. */
export const roundJob: JobReference<RoundSetup, string, RoundRun> = {
  module: "@weightkit/testkit/internal/round/round-job",
  name: "runInThread",
};

/** The job of {@link roundJob}. */
export async function runInThread(
  { logic, options, engine: choice, request, sources }: RoundSetup,
  context: JobContext<string>,
): Promise<RoundRun> {
  const { engine, differences } = await openEngine(choice);
  // The watchdog is the only guard of what runs in this thread, so that it is as fast as can be.
  const guard = runsInThread(choice) ? "none" : "timer";
  const { heartbeat } = context;
  const prepared = prepareWatched(engine, logic, { ...options, guard, heartbeat });
  const http = await openSources(sources, (sentence) => {
    context.send(sentence);
  });
  try {
    const outcome = await prepared.run({ ...request, http: http.answer });
    return { outcome, differences: differences() };
  } finally {
    await http.close();
  }
}
