import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context, GivenValues, Option } from "../../core/command.js";
import { findProject, loadProject } from "../../project/project.js";
import { optionSettings, projectSettings } from "./known-settings.js";
import { configText } from "./output.js";

/** @throws WeightkitError WK12x for a project file that is not valid */
export function runConfig(
  options: readonly Option[],
  values: GivenValues,
  { ui, cwd, sources }: Context,
): ExitCode {
  const project = findProject(cwd) === null ? null : loadProject(cwd, cwd);
  const shown = options.filter(({ name }) => name !== "json");
  const settings = {
    options: optionSettings(shown, values, sources, project),
    project: project === null ? [] : projectSettings(project),
  };
  if (values["json"] === true) ui.json({ format: "weightkit.config", version: 1, ...settings });
  else ui.result(configText(settings, ui.out, ui.tableWidth));
  return ExitCode.ok;
}
