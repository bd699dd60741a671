import { shellWord } from "../core/shell-words.js";
import type { ProjectSettings } from "../project/schema/project-schema.js";

/** Demand from which a topic can be active is 100; a bid of this much lasts a while. */
const BID = "10000";

/** A transaction for somebody to sign, in the order in which they are due. */
export interface TopicCommand {
  readonly command: string;
  /** Who signs it and why, in one sentence. */
  readonly why: string;
}

/** Names of the chain's accounts in commands, where they are not known yet. */
export interface Accounts {
  /** Who creates the topic: `CREATOR` when left out. */
  readonly creator?: string;
  /** The topic's id, once the chain has answered the first transaction: `TOPIC_ID` when left out. */
  readonly topicId?: string;
}

/** What the chain's message for a new topic holds (protocol section 1); numbers as texts, as the chain writes uint64. */
export function createTopicMessage(
  { topic, name }: ProjectSettings,
  functionId: string,
  creator = "CREATOR",
): Readonly<Record<string, string>> {
  return {
    "@type": "/emissions.state.v1.MsgCreateNewTopic",
    creator,
    metadata: topic.metadata,
    weight_logic: functionId,
    weight_method: `${name}.wasm`,
    weight_cadence: String(topic.weightCadence),
    inference_logic: topic.inferenceLogic,
    inference_method: topic.inferenceMethod,
    inference_cadence: String(topic.inferenceCadence),
    default_arg: topic.defaultArg,
  };
}

/**
 * The transaction that creates the project's topic with this function as its weight logic. Where metadata or default argument begin with a
 * dash, `--` keeps them from being taken for flags; flags then go before it.
 */
export function pushTopicCommand(
  settings: ProjectSettings,
  functionId: string,
  creator = "CREATOR",
): string {
  const message = createTopicMessage(settings, functionId, creator);
  const args = Object.entries(message).flatMap(([name, value]) =>
    name === "@type" || name === "creator" ? [] : [value],
  );
  const dashes = args.some((arg) => arg.startsWith("-")) ? "-- " : "";
  return `allorad tx emissions push-topic ${dashes}${creator} ${args.map(shellWord).join(" ")}`;
}

/**
 * The transactions that create a topic and make it run: it is born inactive, and runs only once it has demand and has been switched on. The
 * topic's id is the chain's answer to the first transaction.
 */
export function topicCommands(
  settings: ProjectSettings,
  functionId: string,
  { creator, topicId = "TOPIC_ID" }: Accounts = {},
): readonly TopicCommand[] {
  const request = {
    nonce: "1",
    topic_id: topicId,
    cadence: String(settings.topic.inferenceCadence),
    max_price_per_inference: "1",
    bid_amount: BID,
    timestamp_valid_until: "UNIX_SECONDS",
  };
  const sender = "SENDER";
  return [
    {
      command: pushTopicCommand(settings, functionId, creator),
      why: "creates the topic; the answer contains its id",
    },
    {
      command: `allorad tx emissions request-inference ${sender} ${shellWord(JSON.stringify(request))}`,
      why: "gives it demand, without which it starts inactive; SENDER pays the bid",
    },
    {
      command: `allorad tx emissions reactivate-topic ${sender} ${topicId}`,
      why: "activates it",
    },
  ];
}

/** Transactions of others, which a topic needs before it pays anybody. */
export function otherCommands(topicId = "TOPIC_ID"): readonly TopicCommand[] {
  const register = (isReputer: boolean): string =>
    `allorad tx emissions register ADDRESS LIBP2P_KEY MULTI_ADDRESS ${topicId} ${MIN_STAKE} OWNER ${String(isReputer)}`;
  return [
    {
      command: "allorad tx emissions add-to-topic-creation-whitelist ADMIN CREATOR",
      why: "by an admin of the chain, where CREATOR may not create topics yet",
    },
    {
      command: "allorad tx emissions add-to-weight-setting-whitelist ADMIN HEAD_ADDRESS",
      why: "by an admin of the chain: only listed head nodes may set weights",
    },
    { command: register(true), why: `registers a reputer, with a stake of at least ${MIN_STAKE}` },
    { command: register(false), why: `registers a worker, with a stake of at least ${MIN_STAKE}` },
    {
      command: "allorad tx emissions add-stake SENDER TARGET AMOUNT",
      why: "adds stake on a registered reputer or worker; taking it back takes a day",
    },
  ];
}

/** The chain's `required_minimum_stake` as its releases with weight logic had it; governance can change it. */
export const MIN_STAKE = 100;
