import { defineCommand } from "../../core/define.js";
import { verifyArguments, verifyOptions } from "./options.js";

export const verify = defineCommand({
  name: "verify",
  group: "Ship",
  summary: "check a package as a node would, and that its sources give the same bytes",
  description:
    "Checks a package's manifest, the archive's SHA-256, the names in it and the module's MD5, and computes its function id. For a project it also compiles the sources again and compares every byte with the files in build/, so that anybody can check what a function id was made from. Sources in another language are built by the project's buildCommand, on a copy in a new folder, but only with --yes, or after you answer yes on a terminal.",
  args: verifyArguments,
  options: verifyOptions,
  examples: [
    { command: "weightkit verify", explains: "check the project's package against its sources" },
    {
      command: "weightkit verify build --function-id bafybei…",
      explains: "check that a package is the one that a topic names",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runVerify(values, context),
});
