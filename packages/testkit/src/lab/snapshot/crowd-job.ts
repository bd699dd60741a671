import { causeOf } from "../../runtime/failure.js";
import type { JobContext, JobReference } from "../../threads/job.js";
import { Laboratory } from "../check/laboratory.js";
import { faultOf } from "../check/ends-well.js";
import type { CheckSubject } from "../check/plan.js";
import { roundRange } from "../check/round-range.js";
import { CROWD_SIZES, crowdRound } from "./crowds.js";

/** What a standard round of many workers came to. */
export interface CrowdResult {
  readonly workers: number;
  /** `ok`, or why it did not end well, in one sentence. */
  readonly result: string;
  /** Null when the run was not metered. */
  readonly fuel: number | null;
  /** Pages of 64 KiB. */
  readonly memoryPages: number;
}

/** Sends the number of workers before each round. */
export const crowdJob: JobReference<CheckSubject, number, CrowdResult[]> = {
  module: "@weightkit/testkit/internal/lab/snapshot/crowd-job",
  name: "crowdsInThread",
};

/**
 * Runs the standard rounds, each in a fresh instance.
 * @throws WeightkitError as `Engine.prepare` does
 */
export function crowdsInThread(
  subject: CheckSubject,
  { send }: Pick<JobContext<number>, "send">,
): CrowdResult[] {
  const lab = new Laboratory(subject);
  const range = roundRange(subject, null);
  return CROWD_SIZES.map((workers) => {
    send(workers);
    const run = lab.run(crowdRound(range, workers));
    const { fuel, memoryPages } = run.outcome;
    const fault = run.failure === null ? faultOf(run) : causeOf(run.failure);
    return { workers, result: fault ?? "ok", fuel, memoryPages };
  });
}
