import { defineCommand } from "../../core/define.js";
import { recordArguments, recordOptions } from "./options.js";

export const record = defineCommand({
  name: "record",
  group: "Data",
  summary: "run one round on the real network and record the answers",
  description:
    "Runs the weight logic once on a payload, with HTTP requests going to the real network where permissions allow them, and appends each request and answer to a readable JSON file. `weightkit run --recording FILE` and `weightkit replay --recording FILE` then answer rounds from that block time on with it.\n\nWhat looks like a secret in headers and URLs is redacted before it is written.",
  args: recordArguments,
  options: recordOptions,
  examples: [
    {
      command: "weightkit record --payload payload.json",
      explains: "send the logic's requests to the network and record the answers",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runRecord(values, context),
});
