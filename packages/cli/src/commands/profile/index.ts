import { defineCommand } from "../../core/define.js";
import { profileArguments, profileOptions } from "./options.js";

export const profile = defineCommand({
  name: "profile",
  group: "Run",
  summary: "show where a round's fuel goes, by function and by source line",
  description:
    "Runs the weight logic once on a payload, as `weightkit run` does, and shows which functions and which source lines used the fuel; the numbers add up to what the round used. For a picture, write a Speedscope file (open it at speedscope.app) or collapsed stacks (for flame graph tools).\n\nA project is profiled in the optimized form that is published, with the function names that the build keeps in NAME.wasm.names. `--debug` profiles the debug build, which is not inlined, but uses other amounts of fuel.",
  args: profileArguments,
  options: profileOptions,
  examples: [
    {
      command: "weightkit profile --payload payload.json",
      explains: "show the most expensive functions and lines",
    },
    {
      command: "weightkit profile --payload payload.json --speedscope profile.json",
      explains: "write a profile to open at speedscope.app",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runProfile(values, context),
});
