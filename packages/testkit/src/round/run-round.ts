import { runsInThread } from "../runtime/engine-choice.js";
import { lostItsThread, lostOutcome } from "../runtime/lost-outcome.js";
import type { WorkerPool } from "../threads/pool.js";
import type { Judging } from "./fixture/round-fixture.js";
import { judgeRound, type Judgement } from "./judgement.js";
import { payloadFacts } from "./payload-facts.js";
import { roundJob, type RoundRun, type RoundSetup } from "./round-job.js";

/** One round: what the run came to, and what the chain makes of it. */
export interface Round extends RoundRun, Judgement {}

/** Of a round that stands alone: only the payload's workers are known. */
const ALONE: Judging = { known: [], strangers: 0, submitsFailures: true };

/**
 * One round in a separate thread: whatever the guest does, this thread stays free and the harness alive. A run that hangs, or takes
 * its thread down with it, is a failed round like any other.
 * @param onWarning Gets one sentence for each request that the network did not answer.
 * @param judging What the judgement depends on besides the outcome.
 * @throws WeightkitError when the logic cannot be prepared, as `Engine.prepare` does
 */
export async function runRound(
  setup: RoundSetup,
  pool: WorkerPool,
  onWarning: (sentence: string) => void = () => undefined,
  { known, strangers, submitsFailures }: Judging = ALONE,
): Promise<Round> {
  const run = await runIsolated(setup, pool, onWarning);
  const addresses = new Set([...payloadFacts(setup.request.stdin).workers, ...known]);
  const has = addresses.has.bind(addresses);
  return { ...run, ...judgeRound(run.outcome, { has, strangers }, submitsFailures) };
}

async function runIsolated(
  setup: RoundSetup,
  pool: WorkerPool,
  onMessage: (sentence: string) => void,
): Promise<RoundRun> {
  const { milliseconds } = setup.options.limits;
  const runMilliseconds = runsInThread(setup.engine) ? milliseconds : Infinity;
  try {
    return await pool.run(roundJob, setup, { runMilliseconds, onMessage });
  } catch (error) {
    if (!lostItsThread(error)) throw error;
    return { outcome: lostOutcome(error), differences: null };
  }
}
