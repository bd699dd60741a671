import { defineCommand } from "../../core/define.js";
import { testArguments, testOptions } from "./options.js";

export const test = defineCommand({
  name: "test",
  group: "Run",
  summary: "build the weight logic and run the project's tests with vitest",
  description:
    "Builds the project and runs vitest in its folder, once. vitest is the project's own, from its node_modules; projects made by `weightkit new` bring it. What follows `--` goes to vitest: files, test names, reporters.\n\nExits 0 when all tests pass and 1 when one fails or there is none; a compile error exits 2 before any test runs.",
  args: testArguments,
  options: testOptions,
  examples: [
    { command: "weightkit test", explains: "build and test the project around this folder" },
    {
      command: 'weightkit test -- -t "second run"',
      explains: "run the tests whose names contain these words",
    },
    { command: "weightkit test --watch", explains: "build and test again on every save" },
  ],
  run: async (values, context) => (await import("./run.js")).runTest(values, context),
});
