import type { Disturbances } from "../chain/schedule.js";
import type { TopicHistory } from "../history/history.js";
import type { PreparedLogic, StdinMode } from "../runtime/engine.js";
import type { HttpAnswerer } from "../runtime/http-exchange.js";

/** Everything that a replay of one topic depends on: same plan, same facts. */
export interface ReplayPlan {
  readonly history: TopicHistory;
  readonly cadences: Cadences;
  readonly logic: PreparedLogic;
  /** Name of the engine, for the facts. */
  readonly engine: string;
  /** Answers the guest's requests as known at the block time; must never know more. */
  readonly http: HttpAnswerer;
  /** URL prefixes that the guest may ask. */
  readonly permissions: readonly string[];
  /** Environment variables that the guest sees besides `TOPIC_ID`. Default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the guest finds on WASI's stdin. Default `"blockless"`. */
  readonly stdinMode?: StdinMode;
  /** Unsigned 32-bit seed of the guest's randomness. */
  readonly seed: number;
  /** Values are multiplied by this before the chain rounds them to integers. Default 1. */
  readonly valueScale?: number;
  /** What goes wrong with single rounds. Default nothing. */
  readonly disturbances?: Disturbances;
  /** Most rounds that a replay may make. Default 1,000,000. */
  readonly maxRounds?: number;
}

/** The topic's cadences, in whole seconds. */
export interface Cadences {
  readonly inference: number;
  readonly weight: number;
}

/** The reputer of a replay with one: the head node's own address. */
export const ONLY_REPUTER = "reputer";
