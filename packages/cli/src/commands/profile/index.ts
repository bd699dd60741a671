import { resolve } from "node:path";
import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import type { Command } from "../../core/command.js";
import { Input } from "../../core/input.js";
import { profileArguments, profileOptions } from "./options.js";

export const profile: Command = {
  name: "profile",
  group: "Run",
  summary: "show where a round's fuel goes, by function and by source line",
  description:
    "Runs the weight logic once on a payload, as `weightkit run` does, and shows which functions and which source lines used the fuel; the numbers add up to what the round used. For a picture, write a Speedscope file (open it at speedscope.app) or collapsed stacks (for flame graph tools).\n\nA project is profiled as it is published, optimized; function names then come from its source map's lines. `--debug` profiles the debug build, which has all names but uses other amounts of fuel.",
  args: profileArguments,
  options: profileOptions,
  examples: [
    {
      command: "weightkit profile --payload payload.json",
      explains: "show the most expensive functions and lines",
    },
    {
      command: "weightkit profile --payload payload.json --speedscope profile.json",
      explains: "write a profile to open at speedscope.app",
    },
  ],
  run: async (values, { ui, cwd, sources }) => {
    const input = new Input(values, sources);
    const { loadTarget } = await import("../../settings/target.js");
    const { runPayload } = await import("../run/run.js");
    const { Labels } = await import("@weightkit/testkit/internal/profile/labels");
    const { profileTable } = await import("@weightkit/testkit/internal/profile/table");
    const { speedscope } = await import("@weightkit/testkit/internal/profile/speedscope");
    const { collapsedStacks } = await import("@weightkit/testkit/internal/profile/collapsed");
    const { writeFiles } = await import("../../files/write.js");
    const { profileText } = await import("./output.js");
    const { renderFailure } = await import("../../ui/render-failure.js");
    const target = await loadTarget(input.args[0], { ui, cwd, debug: input.flag("debug") });
    const { outcome, failure } = await runPayload(input, target, { ui, cwd, profile: true });
    ui.guest(outcome.stderr);
    if (failure !== null) ui.note(renderFailure(failure, ui.err).trimEnd());
    const found = outcome.profile;
    if (found !== undefined) {
      const labels = new Labels(target.logic, found);
      const { name } = target.logic;
      const write = (option: string, text: () => string): void => {
        const file = input.text(option);
        if (file === undefined) return;
        writeFiles(cwd, [{ name: resolve(cwd, file), bytes: Buffer.from(text()) }]);
        ui.note(`wrote ${file}`);
      };
      write("speedscope", () => `${JSON.stringify(speedscope(found, labels, name))}\n`);
      write("collapsed", () => collapsedStacks(found, labels));
      const table = profileTable(found, labels);
      if (input.flag("json")) {
        ui.json({ format: "weightkit.profile", version: 1, ok: failure === null, name, ...table });
      } else ui.result(profileText(name, table, ui.io.stdout.columns, ui.out));
    }
    return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
  },
};
