import { shellWord } from "../core/shell-words.js";
import type { ProjectSettings } from "../project/schema.js";

/** Demand from which a topic can be active is 100; a bid of this much lasts a while. */
const BID = "10000";

/**
 * The transaction that creates the project's topic with this function as its weight logic (protocol section 1). Where metadata or default
 * argument begin with a dash, `--` keeps them from being taken for flags; flags then go before it.
 */
export function pushTopicCommand(settings: ProjectSettings, functionId: string): string {
  const { topic, name } = settings;
  const args = [
    topic.metadata,
    functionId,
    `${name}.wasm`,
    String(topic.weightCadence),
    topic.inferenceLogic,
    topic.inferenceMethod,
    String(topic.inferenceCadence),
    topic.defaultArg,
  ];
  const dashes = args.some((arg) => arg.startsWith("-")) ? "-- " : "";
  return `allorad tx emissions push-topic ${dashes}CREATOR ${args.map(shellWord).join(" ")}`;
}

/**
 * The transactions that make a new topic run: it is born inactive, and runs only once it has demand and has been switched on. The topic's id is
 * the chain's answer to the first transaction.
 */
export function activationCommands({ topic }: ProjectSettings): readonly string[] {
  const request = {
    nonce: "1",
    topic_id: "TOPIC_ID",
    cadence: String(topic.inferenceCadence),
    max_price_per_inference: "1",
    bid_amount: BID,
    timestamp_valid_until: "UNIX_SECONDS",
  };
  return [
    `allorad tx emissions request-inference SENDER ${shellWord(JSON.stringify(request))}`,
    "allorad tx emissions reactivate-topic SENDER TOPIC_ID",
  ];
}
