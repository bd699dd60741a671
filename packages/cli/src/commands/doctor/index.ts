import { outputGroup } from "../../core/common-options.js";
import { defineCommand } from "../../core/define.js";

export const doctor = defineCommand({
  name: "doctor",
  group: "Other",
  summary: "check that everything weightkit needs is here, and how to fix what is not",
  description:
    "Checks Node, the project and its file, the compiler and the packages, the lock file, the history, the folders that commands write to, and other engines on PATH. Each line has a state, what was checked and what was found, and a fix for whatever is wrong. It changes nothing and needs no network. The exit code is 3 when something must be fixed.",
  args: [],
  options: [outputGroup],
  examples: [
    { command: "weightkit doctor", explains: "the first thing to run when something fails" },
    { command: "weightkit doctor --json", explains: "print what to attach to a bug report" },
  ],
  run: async (values, context) => (await import("./run.js")).runDoctor(values, context),
});
