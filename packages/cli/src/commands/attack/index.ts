import { defineCommand } from "../../core/define.js";
import { attackArguments, attackOptions } from "./options.js";

export const attack = defineCommand({
  name: "attack",
  group: "Run",
  summary: "try to game the logic: what would cheating workers gain?",
  description:
    "Replays the logic in made-up worlds (eight workers of graded skill, 200 hourly sets, truth 90 minutes late), once with every worker honest and once with each adversary: a worker that copies, answers under several names, lies in wait, drops out, sends garbage, or runs a head node that does not do its work, and more. An adversary's gain is the share of all weight that its names get, less the share that the same worker gets honestly in the same world. A grade from A to E sums it up.\n\nIt works for any logic that learns from numbers, whatever its topic is about. Exit code 0 means that the attacks were tried, not that none succeeded.",
  args: attackArguments,
  options: attackOptions,
  examples: [
    { command: "weightkit attack", explains: "try all adversaries on the project" },
    {
      command: "weightkit attack logic.wasm --adversary three-names --worlds 100",
      explains: "measure exactly what two more names gain",
    },
    {
      command: "weightkit attack --adaptive --time 60",
      explains: "search for the worst plan for a minute, and save it as attack-plan.json",
    },
    {
      command: "weightkit attack --plan attack-plan.json",
      explains: "try that plan again, for example after the logic has changed",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runAttack(values, context),
});
