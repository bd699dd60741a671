import type { Logic } from "../logic/logic.js";
import type { PrepareOptions, RunOutcome, RunRequest } from "../runtime/engine.js";
import { openSources } from "./http-source.js";
import type { HttpSource } from "./http-source.js";
import type { JobContext, JobReference } from "../threads/job.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";

/** One run as plain data. */
export interface IsolatedRun {
  readonly logic: Logic;
  readonly options: Omit<PrepareOptions, "heartbeat" | "guard">;
  readonly request: Omit<RunRequest, "http">;
  readonly http: readonly HttpSource[];
}

export const runJob: JobReference<IsolatedRun, never, RunOutcome> = {
  module: "@weightkit/testkit/internal/round/run-job",
  name: "runOnce",
};

/** The job of {@link runJob}: the watchdog is the only guard, so the run is as fast as can be. */
export async function runOnce(
  { logic, options, request, http }: IsolatedRun,
  { heartbeat }: JobContext<never>,
): Promise<RunOutcome> {
  const prepared = v8Engine.prepare(logic, { ...options, guard: "none", heartbeat });
  const sources = openSources(http);
  try {
    return prepared.run({ ...request, http: sources.answer });
  } finally {
    await sources.close();
  }
}
