import { join } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { makesRequests } from "@weightkit/testkit/internal/logic/import-lint";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import type { Context } from "../../core/command.js";
import { compileOnce } from "../../compiler/compiler.js";
import { ownBuild } from "../../package/build-command.js";
import { build } from "../../package/build.js";
import { lintProject } from "../../project/lint.js";
import { loadProject, PROJECT_FILE } from "../../project/project.js";
import { parameterValues } from "../../settings/parameters.js";
import { projectSettings, warnOfStdin } from "../../settings/target.js";
import { renderCompilerWarning } from "../../ui/render-error.js";
import type { BuildValues } from "./options.js";
import { buildText } from "./output.js";

export async function runBuild(
  { project: folder = ".", debug, force, wat, cidProfile, json, param, yes }: BuildValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const project = loadProject(folder, cwd);
  for (const finding of lintProject(project.settings)) ui.warn(finding);
  const { wasm, buildCommand: command = null } = project.settings;
  if (wasm !== undefined) {
    await ownBuild(project.directory, { file: PROJECT_FILE, command, wasm }, { yes, ui });
  }
  ui.progress.show("compiling …");
  const compile = compileOnce(ui.io);
  const parameters = parameterValues(param);
  const made = await build(project, {
    ...{ debug, force, wat, cidProfile },
    ...{ cwd, compile, parameters },
  });
  for (const warning of made.warnings) ui.warn(renderCompilerWarning(warning));
  const logic = loadLogic(join(made.directory, `${made.name}.wasm`));
  warnOfStdin({ ...projectSettings(project), logic }, ui);
  const built = { ...made, makesRequests: makesRequests(logic.bytes) };
  if (json) ui.json({ ok: true, ...built, warnings: built.warnings.map((one) => one.report()) });
  else ui.result(buildText(built, cwd, ui.out, ui.io.stdout.columns));
  return ExitCode.ok;
}
