import { DEFAULT_HOST, HOSTS, type HostName } from "../chain/hosts/hosts.js";
import { WEIGHT_SCALE } from "../chain/weight.js";
import { replayTopic } from "../replay/drive.js";
import type { TopicPlan } from "../replay/plan.js";
import type { SyncPreparedLogic } from "../runtime/engine.js";
import { v8Engine } from "../runtime/v8/v8-engine.js";
import type { HistoryBuilder } from "./history-builder.js";
import { roundAnswers } from "./round-answers.js";
import type { RoundInput } from "./round-input.js";
import type { JudgedRound } from "./round-result.js";
import type { TopicFacts } from "./topic-facts.js";

export interface ReplayOptions extends Pick<RoundInput, "answer" | "env"> {
  /** Seconds between rounds. Default the topic's weight cadence. */
  readonly weightCadence?: number;
  /** Leaves the second runs out that the chain makes. Default false. */
  readonly singleRuns?: boolean;
  /** Seed of the logic's randomness. Default 0. */
  readonly seed?: number;
  /** Who runs the logic. Default `"chain"`. */
  readonly profile?: HostName;
}

/** A round of a replay. `weights` are all that are stored after it, or null when it stored nothing. */
export interface ReplayedRound extends JudgedRound {
  /** UNIX seconds. */
  readonly blockTime: number;
  /** Whether it is the second run that the chain makes of each due one. */
  readonly second: boolean;
}

/** What a replay needs besides its history. */
export interface ReplayScene {
  readonly prepared: SyncPreparedLogic;
  readonly topic: TopicFacts;
  readonly settings: Pick<TopicPlan, "permissions" | "stdinMode" | "limits">;
}

/**
 * Replays a short history in this thread, as `weightkit replay` does a long one.
 * @throws WeightkitError WK480, WK481, WK600-WK609
 */
export function replayHistory(
  builder: HistoryBuilder,
  { prepared, topic, settings }: ReplayScene,
  options: ReplayOptions,
): ReplayedRound[] {
  const { answer, profile = DEFAULT_HOST, env = {}, seed = 0, singleRuns = false } = options;
  const { TOPIC_ID: id, ...others } = env;
  const sending = { ...topic, integers: HOSTS[profile].integers };
  const history = builder.columns(sending, topic.inferenceCadence, id);
  const { truth } = history;
  const truths = Array.from(truth.timestamps, (timestamp, row) => ({
    timestamp,
    value: truth.texts?.[row] ?? truth.values[row] ?? NaN,
    availableAt: truth.availableAt[row] ?? timestamp,
  }));
  const needsRoute = topic.truth !== null || answer === undefined;
  const http = roundAnswers(
    { ...(answer && { answer }), truths: needsRoute ? truths : [] },
    topic.truth,
  );
  const { weightCadence = topic.weightCadence } = options;
  const plan: TopicPlan = {
    ...settings,
    logic: prepared.logic,
    history,
    cadences: { inference: topic.inferenceCadence, weight: weightCadence },
    route: topic.truth,
    values: topic.values,
    valueScale: topic.valueScale,
    ...{ env: others, seed, singleRuns, profile },
  };
  const rounds: ReplayedRound[] = [];
  for (const fact of replayTopic(plan, { engine: v8Engine.name, logic: prepared, http })) {
    if (fact.kind !== "round" && fact.kind !== "second") continue;
    const { failure, notes, exitCode, stderr, fuel, blockTime, submitted } = fact;
    const named = history.inferences.workers.flatMap((worker, i): [string, number][] => {
      const weight = fact.weights[i] ?? NaN;
      return Number.isNaN(weight) ? [] : [[worker, Math.round(weight * WEIGHT_SCALE)]];
    });
    const strangers = fact.others.map(({ address, weight }): [string, number] => [
      address,
      Math.round(weight * WEIGHT_SCALE),
    ]);
    rounds.push({
      ...{ blockTime, second: fact.kind === "second", exitCode, stderr, notes, fuel: fuel ?? 0 },
      weights: submitted ? Object.fromEntries([...named, ...strangers]) : null,
      error: failure === null ? null : { code: failure.code, message: failure.message },
    });
  }
  return rounds;
}
