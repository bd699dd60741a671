import { defineCommand } from "../../../core/define.js";
import { WHICH_HISTORY } from "../../../settings/history-options.js";
import { oracleArguments, oracleOptions } from "./options.js";

export const historyOracle = defineCommand({
  name: "history oracle",
  group: "Data",
  summary: "add a worker to a history that brings the truth, for Truth.worker",
  description: `Writes a history with one more worker. In the set at time t it answers with the truth of the set made a lag earlier, if that was available by then, as logic with Truth.worker expects it; otherwise it is silent. Inferences and truth are written as CSV. ${WHICH_HISTORY}`,
  args: oracleArguments,
  options: oracleOptions,
  examples: [
    {
      command:
        "weightkit history oracle allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn --lag 3600 --out with-oracle",
      explains: "add that worker's answers, an hour late, to the project's history",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runOracle(values, context),
});
