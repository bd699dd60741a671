import { defineCommand } from "../../core/define.js";
import { publishArguments, publishOptions } from "./options.js";

export const publish = defineCommand({
  name: "publish",
  group: "Ship",
  summary: "upload a package, request its installation, and print the topic's transaction",
  description:
    "Uploads manifest.json and the archive to a Blockless gateway or repository, checks that the network computed the same function id, and asks a head node to install the function when --head is given. Then prints the transaction that creates the project's topic with it, for you to sign.\n\nA project is built first, if it has changed. A token is read from the environment variable WEIGHTKIT_TOKEN, never from the command line.",
  args: publishArguments,
  options: publishOptions,
  examples: [
    {
      command: "weightkit publish --gateway https://gateway.example --dry-run",
      explains: "show what would be sent, and where to",
    },
    {
      command: "WEIGHTKIT_TOKEN=… weightkit publish --gateway https://gateway.example",
      explains: "upload the project's package",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runPublish(values, context),
});
