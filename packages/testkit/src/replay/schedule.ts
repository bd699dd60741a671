import type { ScheduleInput } from "../chain/hosts/schedule.js";
import { lowerBound } from "../numbers/lower-bound.js";
import type { TopicPlan } from "./plan.js";

/** Seconds from block to block, as the chain has them. */
const BLOCK_SECONDS = 5;

/** Times of a plan's first and last set, UNIX seconds. */
export function spanOf({ history }: Pick<TopicPlan, "history">): [first: number, last: number] {
  const { timestamps, length } = history.inferences;
  return [timestamps[0] ?? 0, timestamps[length - 1] ?? 0];
}

/** What a plan's runs depend on. */
export function scheduleOf(
  plan: Pick<
    TopicPlan,
    "history" | "cadences" | "blockSeconds" | "blocks" | "economy" | "disturbances" | "singleRuns"
  >,
): ScheduleInput {
  const { timestamps, length } = plan.history.inferences;
  return {
    span: spanOf(plan),
    nextSet: (time) => {
      // Whole seconds, so that the first set after a time is the first at or after the next second.
      const row = lowerBound(timestamps, Math.floor(time) + 1, 0, length);
      return row < length ? (timestamps[row] ?? Infinity) : Infinity;
    },
    cadence: plan.cadences.weight,
    blockSeconds: plan.blockSeconds ?? plan.economy?.blockSeconds ?? BLOCK_SECONDS,
    blocks: plan.blocks,
    disturbances: plan.disturbances,
    singleRuns: plan.singleRuns,
  };
}
