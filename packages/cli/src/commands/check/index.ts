import { defineCommand } from "../../core/define.js";
import { checkArguments, checkOptions } from "./options.js";

export const check = defineCommand({
  name: "check",
  group: "Run",
  summary: "look for rounds in which the logic breaks a property that it should always have",
  description:
    "Runs the weight logic on generated rounds and on rounds of the project's history, and looks for one that breaks a property: one valid object on stdout, weights that the chain can store, no dependence on order or names, an empty second run that changes nothing, and more. Such a round is made as small as possible, saved in .weightkit/failures, and tried first the next time.\n\nThe project file declares which properties to expect: check.holds adds those that not every sound logic has, check.exceptions lists those that this logic does not have, each with a reason. The same seed gives the same rounds. The exit code is 7 when a property does not hold.\n\n--mutate measures how much the properties and the project's tests notice: it changes the compiled logic, one operator, constant, condition or call at a time, and lists the changes that survive by source line.",
  args: checkArguments,
  options: checkOptions,
  examples: [
    { command: "weightkit check", explains: "check all properties of the project" },
    {
      command: "weightkit check --property worker-order --seed 7",
      explains: "check one property on other rounds",
    },
    {
      command: "weightkit check --thorough --runs 1000",
      explains: "take longer: more rounds, and 10,000 of them in a row",
    },
    {
      command: "weightkit check --mutate --min-score 80",
      explains: "list changes to the logic that nothing notices, and fail below 80%",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runCheck(values, context),
});
