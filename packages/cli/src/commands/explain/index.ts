import { defineCommand } from "../../core/define.js";
import { explainArguments, explainOptions } from "./options.js";

export const explain = defineCommand({
  name: "explain",
  group: "Other",
  summary: "explain an error code: why it is a fault, an example, and what to do",
  description:
    "Explains an error code: what happened, why that is a fault, the smallest example that raises it, and a corrected version. Without a code it lists all of them. The error pages in the documentation are made from the same table.",
  args: explainArguments,
  options: explainOptions,
  examples: [
    { command: "weightkit explain WK503", explains: "why text before the weights loses them" },
    { command: "weightkit explain", explains: "list all codes" },
  ],
  run: async (values, context) => (await import("./run.js")).runExplain(values, context),
});
