import { planRounds } from "../chain/schedule.js";
import { checkPlan, spanOf } from "./check-plan.js";
import type { Fact } from "./facts.js";
import type { ReplayPlan } from "./plan.js";
import { TopicReplay } from "./topic-replay.js";

/**
 * Replays one topic's history against weight logic as chain, head node and runtime would (protocol sections 2 to 6), and
 * tells what happened, in order of block time; at one block time the round comes first, as the chain decides on the state
 * before the block. Pure: the same plan gives the same facts. The logic sees nothing of the truth but what `plan.http`
 * answers for the block time (and, in the seed profile, what is available then).
 * @throws WeightkitError WK600-WK609 before the first fact. What the logic does wrong is a failed round, never an error.
 */
export function* replay(plan: ReplayPlan): Generator<Fact, void, undefined> {
  checkPlan(plan);
  const rounds = [...planRounds(...spanOf(plan), plan.cadences.weight, plan.disturbances)];
  yield* new TopicReplay(plan, rounds).run();
}
