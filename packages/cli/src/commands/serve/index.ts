import { defineCommand } from "../../core/define.js";
import { serveArguments, serveOptions } from "./options.js";

export const serve = defineCommand({
  name: "serve",
  group: "Ship",
  summary: "answer reputers' requests for a loss over HTTP",
  description:
    "Serves a project's loss, or that of a WASM, as reputers of today's network ask for it: POST /calculate and POST /is_never_negative, as allora-offchain-node sends them. GET /health, /metrics (Prometheus) and /openapi.json come with it.\n\nEvery request runs in a fresh instance with a fuel limit, so that the same request always gets the same answer. Only requests from this machine are answered unless --host gives another address: there is no password and no encryption, so put a proxy in front if others can reach it. SIGTERM and Ctrl-C stop it once the requests in progress are answered.",
  args: serveArguments,
  options: serveOptions,
  examples: [
    { command: "weightkit serve", explains: "serve the project's loss on port 8080" },
    {
      command: "weightkit serve loss.wasm --port 5000 --loss-method mae",
      explains: "serve a WASM's loss under the name that a topic gives it",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runServe(values, context),
});
