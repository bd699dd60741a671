import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { checkName, scaffold } from "../../scaffold/scaffold.js";
import { DEFAULT_TEMPLATE, findTemplate, listTemplates } from "../../scaffold/templates.js";
import type { Io } from "../../ui/io.js";
import type { NewValues } from "./options.js";
import { startedText, templatesText } from "./output.js";

export async function runNew(values: NewValues, { ui, cwd }: Context): Promise<ExitCode> {
  if (values.template === "list") {
    const templates = listTemplates().map(({ name, description }) => ({ name, description }));
    if (values.json) ui.json({ ok: true, templates });
    else ui.result(templatesText(templates));
    return ExitCode.ok;
  }
  const name = values.name ?? (await askName(ui.io));
  const template = values.template ?? (await chooseTemplate(ui.io));
  const directory = resolve(cwd, name);
  const files = scaffold(findTemplate(template), name, directory);
  if (values.json) ui.json({ ok: true, name, template, directory, files });
  else ui.result(startedText(name, template, files, ui.out));
  return ExitCode.ok;
}

async function askName({ ask }: Io): Promise<string> {
  if (ask !== null) return await ask.text("What is the project called?", "my-topic", checkName);
  throw fault(usageErrors.missingArgument, {
    command: "new",
    argument: "NAME",
    example: "weightkit new sf-traffic",
  });
}

/** The answer on a terminal, where the default stands first; the default elsewhere. */
async function chooseTemplate({ ask }: Io): Promise<string> {
  const templates = listTemplates();
  if (ask === null || templates.length < 2) return DEFAULT_TEMPLATE;
  const isDefault = (one: { name: string }): boolean => one.name === DEFAULT_TEMPLATE;
  const ordered = [...templates.filter(isDefault), ...templates.filter((one) => !isDefault(one))];
  const choices = ordered.map((one) => ({ ...one, value: one.name }));
  return await ask.choose("What should it start from?", choices);
}
