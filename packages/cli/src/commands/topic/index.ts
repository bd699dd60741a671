import { defineCommand } from "../../core/define.js";
import { topicArguments, topicOptions } from "./options.js";

export const topic = defineCommand({
  name: "topic",
  group: "Ship",
  summary: "check the topic's fields, and print the transactions that create it",
  description:
    "Checks all fields of the project's topic against the chain's rules and against what nodes need, and prints the transactions in the order in which they are due: push-topic, request-inference, reactivate-topic; then what an admin of the chain, reputers and workers need. The function id is that of the project's package, which is built first. weightkit signs nothing.\n\n`weightkit topic diff FILE` compares the topic with one that was exported from the chain (allorad query emissions topic ID --output json). Exit code 5 when they differ.",
  args: topicArguments,
  options: topicOptions,
  examples: [
    { command: "weightkit topic", explains: "print the transactions for the project's topic" },
    {
      command: "weightkit topic --creator allo1… --json",
      explains: "the chain's message and all transactions as JSON",
    },
    { command: "weightkit topic diff topic-7.json", explains: "compare with the chain's topic" },
  ],
  run: async (values, context) => (await import("./run.js")).runTopic(values, context),
});
