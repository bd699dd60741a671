import { defineCommand } from "../../../core/define.js";
import { simulateOptions } from "./options.js";

export const historySimulate = defineCommand({
  name: "history simulate",
  group: "Data",
  summary: "simulate a history from a seed, for topics without data yet",
  description:
    "Writes inferences.csv, truth.csv and workers.csv: a truth with a trend, a daily swing, shocks and a change of regime, and workers of graded skill of which some turn bad (or good) midway. Same options, same bytes, on every machine. Nothing is held in memory; ten million inferences take seconds. The defaults are travel delays on a city highway, hour by hour for four weeks.\n\nIt also prints which workers turn and when, in the form of `history.turned` in weightkit.json, so that a replay can measure how soon their weights followed.",
  args: [],
  options: simulateOptions,
  examples: [
    {
      command: "weightkit history simulate",
      explains: "write a history of eight workers to history/",
    },
    {
      command: "weightkit history simulate --seed 7 --workers 100 --sets 1000 --out big",
      explains: "write a larger one to another folder",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runSimulate(values, context),
});
