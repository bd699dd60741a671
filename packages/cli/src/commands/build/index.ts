import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { jsonOption, projectOption, type Command } from "../../core/command.js";

export const build: Command = {
  name: "build",
  group: "Run",
  summary: "compile the weight logic to a package that a node can run",
  description:
    "Compiles the project's entry with AssemblyScript and packs it: build/NAME.wasm (with source map), build/manifest.json and build/NAME.tar.gz. The same sources give the same bytes, whatever the folder or system; the function id is a hash of them. An unchanged project is not compiled again.\n\nNo asconfig.json or npm script is needed or read.",
  args: [],
  options: [
    {
      name: "debug",
      kind: "flag",
      summary:
        "compile without optimization and with function names, to build/debug, for reading traces",
      example: "--debug",
    },
    {
      name: "force",
      kind: "flag",
      summary: "compile even when nothing has changed",
      example: "--force",
    },
    projectOption,
    jsonOption,
  ],
  examples: [
    { command: "weightkit build", explains: "build the project that this folder lies in" },
    { command: "weightkit build --debug --json", explains: "a debug build, told as JSON" },
  ],
  run: async (input, { ui, cwd }) => {
    const { loadProject } = await import("../../project/project.js");
    const { lintProject } = await import("../../project/lint.js");
    const { build: make } = await import("../../package/build.js");
    const { buildText, warningText } = await import("./output.js");
    const project = loadProject(input.text("project") ?? ".", cwd);
    for (const finding of lintProject(project.settings)) ui.warn(finding);
    ui.progress.show("compiling …");
    const options = { debug: input.flag("debug"), force: input.flag("force"), cwd };
    const built = await make(project, options);
    for (const warning of built.warnings) ui.warn(warningText(warning));
    if (input.flag("json")) {
      ui.json({ ok: true, ...built, warnings: built.warnings.map((one) => one.report()) });
    } else {
      ui.result(buildText(built, cwd, ui.out));
    }
    return ExitCode.ok;
  },
};
