import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import type { Command } from "../../core/command.js";
import { Input } from "../../core/input.js";
import { recordArguments, recordOptions } from "./options.js";

export const record: Command = {
  name: "record",
  group: "Data",
  summary: "run one round on the real network and record the answers",
  description:
    "Runs the weight logic once on a payload, with HTTP requests going to the real network where permissions allow them, and appends each request and answer to a readable JSON file. `weightkit run --recording FILE` and `weightkit replay --recording FILE` then answer rounds from that block time on with it.\n\nWhat looks like a secret in headers and URLs is redacted before it is written.",
  args: recordArguments,
  options: recordOptions,
  examples: [
    {
      command: "weightkit record --payload payload.json",
      explains: "send the logic's requests to the network and record the answers",
    },
  ],
  run: async (values, { ui, cwd, sources }) => {
    const input = new Input(values, sources);
    const { loadTarget } = await import("../../settings/target.js");
    const { runPayload } = await import("../run/run.js");
    const { appendRecording } = await import("../../settings/http.js");
    const { renderFailure } = await import("../../ui/render-failure.js");
    const target = await loadTarget(input.args[0], { ui, cwd });
    const result = await runPayload(input, target, { ui, cwd, recordOnly: true });
    const { outcome, failure, recording } = result;
    ui.guest(outcome.stderr);
    for (const note of result.notes) ui.warn(note);
    if (failure !== null) ui.note(renderFailure(failure, ui.err).trimEnd());
    const out = input.text("out") ?? "history/exchanges.json";
    const total = appendRecording(out, recording, cwd);
    ui.result(`recorded ${recording.length} of ${total} exchanges in ${out}`);
    return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
  },
};
