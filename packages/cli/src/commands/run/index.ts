import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import type { Command } from "../../core/command.js";
import { Input } from "../../core/input.js";
import { runArguments, runOptions } from "./options.js";

export const run: Command = {
  name: "run",
  group: "Run",
  summary: "run one round on a payload, as a node would",
  description:
    "Runs the weight logic once on the payload (the JSON that the chain sends: inferences and latest_weights), in a fresh instance without access to this machine, and prints its output. The output is then judged as the head node and the chain would: a round that they would drop fails here.\n\nTruth comes from --truth FILE at --truth-url, as known at --block-time. The default block time is the newest timestamp in the payload, plus a project's weight cadence.",
  args: runArguments,
  options: runOptions,
  examples: [
    { command: "weightkit run --payload payload.json", explains: "run the project on a payload" },
    {
      command: "cat payload.json | weightkit run logic.wasm --json",
      explains: "run a bare WASM and get weights, fuel, memory, logs and requests as JSON",
    },
  ],
  run: async (values, { ui, cwd, sources }) => {
    const input = new Input(values, sources);
    const { loadTarget } = await import("../../settings/target.js");
    const { runPayload } = await import("./run.js");
    const { differenceFault } = await import("../../settings/engine.js");
    const { runDocument, runNotes } = await import("./output.js");
    const { renderFailure } = await import("../../ui/render-failure.js");
    const target = await loadTarget(input.args[0], {
      ui,
      cwd,
      debug: input.flag("debug"),
    });
    const result = await runPayload(input, target, { ui, cwd });
    const { outcome, failure } = result;
    ui.guest(outcome.stderr);
    if (failure !== null) ui.note(renderFailure(failure, ui.err).trimEnd());
    if (input.flag("json")) ui.json(runDocument(result));
    else {
      ui.note(runNotes(result, ui.err));
      ui.bytes(outcome.stdout);
    }
    const difference = differenceFault(result.differences);
    if (difference !== null) throw difference;
    return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
  },
};
