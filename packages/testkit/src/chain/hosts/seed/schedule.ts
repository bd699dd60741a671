import type { PlannedRound, ScheduleInput } from "../schedule.js";

/**
 * The rounds of a topic as the seed document has them: the logic is called every weight cadence, from the first set on, since
 * weight_last_ran is 0 before; the last round is the first after the last set. An inference is truncated one weight cadence after its
 * commitment, so that a late round does not see all.
 */
export function* seedRounds({
  span: [first, last],
  cadence,
  disturbances = {},
}: ScheduleInput): Generator<PlannedRound> {
  let lastRan = 0;
  let due = first;
  for (let index = 0; ; index += 1) {
    const blockTime = due + (disturbances.late?.get(index) ?? 0);
    const skipped = disturbances.skip?.has(index) === true;
    const windowFrom = Math.max(lastRan, blockTime - cadence);
    const status = skipped ? "skipped" : "runs";
    yield { index, blockTime, lastRan, windowFrom, second: false, followsRun: false, status };
    if (!skipped) {
      lastRan = blockTime;
      if (blockTime > last) return;
    }
    due = blockTime + cadence;
  }
}
