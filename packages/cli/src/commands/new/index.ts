import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../../errors/usage-errors.js";
import type { Io } from "../../ui/io.js";
import { jsonOption, type Command } from "../../core/command.js";

export const newProject: Command = {
  name: "new",
  group: "Start",
  summary: "start a project with working logic, a test and a small history",
  description:
    "Writes a project into a new folder NAME: weightkit.json, the weight logic, a test of the built WASM, a small simulated history and a README. It builds and replays at once, with nothing to install; `npm install` is needed for its own tests and for editors.\n\nOn a terminal it asks for what is not given.",
  args: [
    {
      name: "NAME",
      summary: "name of the project and its folder: lower-case letters, digits and dashes",
      required: false,
    },
  ],
  options: [
    {
      name: "template",
      short: "t",
      kind: "text",
      value: "TEMPLATE",
      summary: "what to start from (default: ema-absolute-error); `--template list` shows all",
      example: "--template ema-absolute-error",
    },
    jsonOption,
  ],
  examples: [
    { command: "weightkit new sf-traffic", explains: "start the project sf-traffic here" },
    {
      command: "weightkit new --template list",
      explains: "show what a project can start from",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { findTemplate, listTemplates, DEFAULT_TEMPLATE } =
      await import("../../scaffold/templates.js");
    const { checkName, scaffold } = await import("../../scaffold/scaffold.js");
    const json = input.flag("json");
    if (input.text("template") === "list") {
      const templates = listTemplates().map(({ name, description }) => ({ name, description }));
      if (json) ui.json({ ok: true, templates });
      else ui.result(listText(templates));
      return ExitCode.ok;
    }
    const name = input.args[0] ?? (await askName(ui.io, checkName));
    const asked = input.args[0] === undefined && input.text("template") === undefined;
    const choice =
      asked && ui.io.ask !== null && listTemplates().length > 1
        ? await ui.io.ask.choose(
            "What should it start from?",
            listTemplates().map((one) => ({ ...one, value: one.name })),
          )
        : (input.text("template") ?? DEFAULT_TEMPLATE);
    const files = scaffold(findTemplate(choice), name, resolve(cwd, name));
    if (json) {
      ui.json({ ok: true, name, template: choice, directory: resolve(cwd, name), files });
      return ExitCode.ok;
    }
    const steps = [`cd ${name}`, "weightkit build", "weightkit replay"];
    ui.result(
      [
        `${ui.out.green(name)} started from ${choice}`,
        ...files.map((file) => `  ${name}/${file}`),
        "",
        "Next:",
        ...steps.map((step) => `  ${ui.out.cyan(step)}`),
      ].join("\n"),
    );
    return ExitCode.ok;
  },
};

async function askName(io: Io, check: (name: string) => string | true): Promise<string> {
  if (io.ask !== null) return await io.ask.text("What is the project called?", "my-topic", check);
  throw fault(usageErrors.missingArgument, {
    command: "new",
    argument: "NAME",
    example: "weightkit new sf-traffic",
  });
}

function listText(templates: readonly { name: string; description: string }[]): string {
  const width = Math.max(...templates.map((one) => one.name.length));
  return templates.map((one) => `${one.name.padEnd(width)}  ${one.description}`).join("\n");
}
