import { defineCommand } from "../../core/define.js";
import { devArguments, devOptions } from "./options.js";

export const dev = defineCommand({
  name: "dev",
  group: "Run",
  summary: "recompile and replay on every save, and show what changed",
  description:
    "Watches the project and keeps the compiler and the history warm. On every save it compiles without optimization, replays, and shows the verdict, weights and failures next to those of the previous save; then fuel and size from the optimized bytes, which are those that `weightkit build` publishes. A file that does not compile is shown with its place, and the last good result stays. Nothing is written to disk.\n\nOn a terminal it redraws one view; elsewhere it prints one line per change. Ctrl-C ends it (exit code 130).",
  args: devArguments,
  options: devOptions,
  examples: [
    { command: "weightkit dev", explains: "watch the project around this folder" },
    { command: "weightkit dev --ui", explains: "show the report page in a browser as well" },
  ],
  run: async (values, context) => (await import("./run.js")).runDev(values, context),
});
