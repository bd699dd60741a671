import type { RunRequest, StdinMode } from "../runtime/engine.js";

/** The guest's environment in every round of a topic. */
export interface RoundScene {
  readonly topic: string;
  /** URL prefixes that the guest may ask. */
  readonly permissions: readonly string[];
  /** Environment variables besides `TOPIC_ID`. Default none. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default `"blockless"`. */
  readonly stdinMode?: StdinMode;
}

/** A round's request, as the head node makes it. */
export function runRequest(
  { topic, permissions, env, stdinMode = "blockless" }: RoundScene,
  round: Pick<RunRequest, "stdin" | "blockTime" | "seed">,
): Omit<RunRequest, "http"> {
  return { ...round, stdinMode, env: { ...env, TOPIC_ID: topic }, args: [], permissions };
}
