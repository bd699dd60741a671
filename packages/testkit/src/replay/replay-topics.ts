import type { WorkerPool } from "../threads/pool.js";
import { FactQueue } from "./fact-queue.js";
import type { Fact } from "./facts.js";
import { Participants } from "./participants.js";
import { topicJob } from "./topic-job.js";
import type { SharedPlan, TopicsPlan } from "./topics-plan.js";

/**
 * Batches of facts of one topic that may wait to be read. Enough for topics of some ten thousand inferences to be replayed before
 * those ahead of them have been read; a larger one waits, so that no history piles up in memory as facts.
 */
const MOST_UNREAD = 64;

/**
 * Replays topics in parallel, each in a thread of the pool, on one clock: reward epochs are counted from the earliest set of any
 * topic, and each topic's share of the emission from the stake of all (as it is once everybody has joined). The facts come topic
 * by topic in the order of `topics`, each from its "started" to its "ended", whatever the number of threads: same plan, same facts.
 * @throws WeightkitError as `replay` and `Engine.prepare` do; WK431 when a run hangs in spite of its fuel limit.
 */
export async function* replayTopics(
  plan: TopicsPlan,
  pool: WorkerPool,
): AsyncGenerator<Fact, void, undefined> {
  const shares = onOneClock(plan);
  const stop = new AbortController();
  const queues = plan.topics.map((history, i) => {
    const shared = shares[i] ?? plan;
    const queue = new FactQueue();
    const options = {
      runMilliseconds: shared.prepare.limits.milliseconds,
      signal: stop.signal,
      mostUnread: MOST_UNREAD,
      onMessage: (facts: readonly Fact[], read: () => void) => {
        queue.push(facts, read);
      },
    };
    pool.run(topicJob, { history, shared }, options).then(
      () => {
        queue.end();
      },
      (error: unknown) => {
        queue.fail(error);
      },
    );
    return queue;
  });
  try {
    for (const queue of queues) yield* queue;
  } finally {
    stop.abort();
  }
}

/** What each topic's replay shares with the others, with the others' stake and the common block 0 filled in. */
function onOneClock({ topics, own, ...common }: TopicsPlan): SharedPlan[] {
  const plans = topics.map(({ topic }) => ({ ...common, ...own?.get(topic) }));
  const { economy } = common;
  if (economy === undefined) return plans;
  const first = Math.min(...topics.map(({ inferences }) => inferences.timestamps[0] ?? Infinity));
  const genesis = economy.genesis ?? first;
  const stakes = topics.map((history) =>
    new Participants({ ...common, history }).topicStakeAt(Infinity),
  );
  const total = stakes.reduce((sum, stake) => sum + stake, economy.otherStake);
  return plans.map((shared, i) => ({
    ...shared,
    economy: { ...economy, genesis, otherStake: total - (stakes[i] ?? 0n) },
  }));
}
