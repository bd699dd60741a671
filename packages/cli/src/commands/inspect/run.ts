import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { directoryCid } from "@weightkit/testkit/internal/logic/unixfs";
import type { Context } from "../../core/command.js";
import { loadTarget } from "../../settings/target.js";
import { inspection } from "./inspection.js";
import type { InspectValues } from "./options.js";
import { inspectionText } from "./output.js";

export async function runInspect(
  { path, functions, json }: InspectValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const target = await loadTarget(path, { ui, cwd });
  const files = target.packageFiles();
  const functionId = files === null ? null : directoryCid(files);
  const found = inspection(target, functionId, functions);
  if (json) ui.json({ format: "weightkit.inspect", version: 1, ...found });
  else ui.result(inspectionText(found, ui.out, ui.tableWidth));
  return ExitCode.ok;
}
