import { defineCommand } from "../../core/define.js";
import { runArguments, runOptions } from "./options.js";

export const run = defineCommand({
  name: "run",
  group: "Run",
  summary: "run one round on a payload, as a node would",
  description:
    "Runs the weight logic once on the payload (the JSON that the chain sends: inferences and latest_weights), in a fresh instance without access to this machine, and prints its output. The output is then judged as the head node and the chain would judge it: a round that they would drop fails here.\n\nTruth comes from --truth FILE at --truth-url, as known at --block-time. The default block time is the newest timestamp in the payload, plus a project's weight cadence.\n\nA fixture from `weightkit replay --save-round` is repeated exactly: same payload, clock, seed, limits and HTTP answers. A round that differs from what the fixture expects is reported (exit code 5).",
  args: runArguments,
  options: runOptions,
  examples: [
    { command: "weightkit run --payload payload.json", explains: "run the project on a payload" },
    {
      command: "cat payload.json | weightkit run logic.wasm --json",
      explains: "run a bare WASM and get weights, fuel, memory, logs and requests as JSON",
    },
    {
      command: "weightkit run rounds/round-12.json --trace",
      explains: "show that round's requests, logs, calls with fuel, and stored weights",
    },
    {
      command: "weightkit run rounds/round-12.json",
      explains: "repeat a round of a replay and compare the outcome with the saved one",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runOnce(values, context),
});
