import { defineCommand } from "../../core/define.js";
import { replayArguments, replayOptions } from "./options.js";

export const replay = defineCommand({
  name: "replay",
  group: "Run",
  summary: "run a history through the logic, round by round, and measure the result",
  description:
    "Replays recorded inferences as the chain would: sets are committed at their timestamps, a round runs once a weight cadence on the inferences since the last one, and what it prints becomes the stored weights. The logic sees a ground truth from its available_at on, never earlier.\n\nIt then compares the weighted combination of the inferences with combinations that need no weights (all equal, the median), always with the weights that were stored before those inferences were made. How values are combined and judged depends on what they are: numbers, probabilities, classes or distributions.\n\nPATH is a project (built first when it has changed), a package, or a bare .wasm from any language.",
  args: replayArguments,
  options: replayOptions,
  examples: [
    { command: "weightkit replay", explains: "replay the project's own history" },
    {
      command:
        "weightkit replay --inferences inferences.csv --truth truth.csv --inference-cadence 604800 --weight-cadence 1209600",
      explains: "replay weekly data with two-week rounds",
    },
    {
      command: "weightkit replay --profile seed --skip 4 --late 9=1800",
      explains: "see what it costs when a round is skipped and another is half an hour late",
    },
    {
      command:
        "weightkit replay logic.wasm -i inferences.csv -t truth.csv --inference-cadence 3600 --weight-cadence 7200 --truth-url 'https://data.example/{timestamp}' --truth-pointer /value --json",
      explains: "replay a WASM from any language and get the result as JSON",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runReplay(values, context),
});
