import type { SharedSource } from "../round/http-source.js";
import { addDifferences, runsInThread, V8, type EngineChoice } from "../runtime/engine-choice.js";
import type { Differences } from "../runtime/external/cross-check.js";
import { DEFAULT_LIMITS } from "../runtime/limits.js";
import type { WorkerPool } from "../threads/pool.js";
import type { RoundSaving } from "./drive.js";
import { lostItsThread } from "../runtime/lost-outcome.js";
import { FactQueue } from "./fact-queue.js";
import type { Fact } from "./facts.js";
import { lostRun, OnceOnly, runCounter, type LostRun } from "./lost-run.js";
import { Participants } from "./participants.js";
import type { ReplayPlan, TopicPlan } from "./plan.js";
import { topicJob, type TopicMessage } from "./topic-job.js";

/** Where and on what a replay runs. Only the engine and its answers show in the facts. */
export interface ReplayOptions {
  /** Whose threads replay, a topic each; its owner closes it. */
  readonly pool: WorkerPool;
  /** What runs the logic. Default V8. */
  readonly engine?: EngineChoice;
  /** Who answers requests that the topic's truth table does not. Default none. */
  readonly sources?: readonly SharedSource[];
  /** Gets one sentence for each request that the network did not answer. */
  readonly onWarning?: (sentence: string) => void;
  /** Rounds to save as fixtures, and who gets them: each topic's in order, topics as they come. Default none. */
  readonly saving?: RoundSaving;
}

/** A replay: its facts, to be read once, in order. */
export interface Replay extends AsyncIterable<Fact> {
  /** Where two engines differed, known once the facts have been read; null when they agreed or none were compared. */
  differences(): Differences | null;
}

/**
 * Batches of facts of one topic that may wait to be read. Enough for topics of some ten thousand inferences to be replayed before
 * those ahead of them have been read; a larger one waits, so that no history piles up in memory as facts.
 */
const MAX_UNREAD = 64;

/**
 * Replays topics in parallel, each in a thread of the pool, on one clock: reward epochs are counted from the earliest set of any
 * topic, and each topic's share of the emission from the stake of all (as it is once all have joined). The facts come topic
 * by topic in the order of `topics`, each from its "started" to its "ended", whatever the number of threads: same plan, same facts.
 * They are read by iterating, which is when the replay begins.
 * A run that hangs in spite of its fuel limit, or takes its thread down, is a failed one (WK431, WK445); the topic's later runs are not
 * started (WK613), and the other topics go on.
 * @throws WeightkitError, while iterating, as `replayTopic` and `Engine.prepare` do
 */
export function replay(plan: ReplayPlan, options: ReplayOptions): Replay {
  let found: Differences | null = null;
  return {
    differences: () => found,
    async *[Symbol.asyncIterator]() {
      const stop = new AbortController();
      const running = onOneClock(plan).map((topic) => startTopic(topic, options, stop.signal));
      try {
        for (const { facts, done } of running) {
          yield* facts;
          found = addDifferences(found, await done);
        }
      } finally {
        stop.abort();
      }
    },
  };
}

interface RunningTopic {
  readonly facts: FactQueue;
  /** Settles as the facts end. */
  readonly done: Promise<Differences | null>;
}

function startTopic(plan: TopicPlan, options: ReplayOptions, signal: AbortSignal): RunningTopic {
  const facts = new FactQueue();
  const done = runTopic(plan, options, signal, facts);
  done.then(
    () => {
      facts.end();
    },
    (error: unknown) => {
      facts.fail(error);
    },
  );
  return { facts, done };
}

/**
 * Replays a topic in a thread. Where a run takes the thread down, the topic is replayed again up to that run, whose outcome is then
 * known: it failed, and so did all that would have come after it. Facts that were already given are not given twice.
 */
async function runTopic(
  { logic, ...plan }: TopicPlan,
  { pool, engine = V8, sources = [], onWarning, saving }: ReplayOptions,
  signal: AbortSignal,
  queue: FactQueue,
): Promise<Differences | null> {
  // Waiting for the network counts as running, so only a timer can distinguish such a run from one that hangs.
  const watched = runsInThread(engine) && sources.every(({ kind }) => kind !== "live");
  const { milliseconds } = plan.limits ?? DEFAULT_LIMITS;
  const facts = new OnceOnly();
  const rounds = new OnceOnly();
  const onMessage = (message: TopicMessage, read: () => void): void => {
    if (message.kind === "facts") {
      const fresh = facts.fresh(message.facts);
      if (fresh.length > 0) {
        queue.push(fresh, read);
        return;
      }
    } else if (message.kind === "round") {
      if (rounds.fresh([message.round]).length > 0) saving?.onRound(message.round);
    } else onWarning?.(message.sentence);
    read();
  };
  const replayed = (lost: LostRun | null, begun: Int32Array): Promise<Differences | null> =>
    pool.run(
      topicJob,
      { plan, engine, sources, watched, begun, lost, selection: saving?.selection ?? null },
      {
        runMilliseconds: watched ? milliseconds : Infinity,
        signal,
        mostUnread: MAX_UNREAD,
        kept: logic,
        onMessage,
      },
    );
  const begun = runCounter();
  try {
    return await replayed(null, begun);
  } catch (error) {
    const runs = Atomics.load(begun, 0);
    if (!watched || runs === 0 || !lostItsThread(error)) throw error;
    facts.again();
    rounds.again();
    return await replayed(lostRun(runs - 1, error), runCounter());
  }
}

/** A topic's stake once everybody has joined. */
function topicStakeOf(plan: TopicPlan): bigint {
  const participants = new Participants(plan);
  participants.advance(Infinity);
  return participants.ledger.topicStake;
}

/** Each topic's plan, with its differences from what all share, the others' stake and the common block 0. */
function onOneClock({ topics, perTopic, ...shared }: ReplayPlan): TopicPlan[] {
  const plans = topics.map((history) => ({ ...shared, ...perTopic?.get(history.topic), history }));
  const { economy } = shared;
  if (economy === undefined) return plans;
  const first = Math.min(...topics.map(({ inferences }) => inferences.timestamps[0] ?? Infinity));
  const genesis = economy.genesis ?? first;
  const stakes = plans.map((one) => topicStakeOf(one));
  const total = stakes.reduce((sum, stake) => sum + stake, economy.otherStake);
  return plans.map((one, i) => ({
    ...one,
    economy: { ...economy, genesis, otherStake: total - (stakes[i] ?? 0n) },
  }));
}
