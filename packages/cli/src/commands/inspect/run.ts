import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { buildDirectory } from "../../package/build.js";
import { verifyPackage } from "../../package/verify.js";
import { loadTarget, type Target } from "../../settings/target.js";
import { inspection } from "./inspection.js";
import type { InspectValues } from "./options.js";
import { inspectionText } from "./output.js";

export async function runInspect(
  { path, functions, json }: InspectValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const target = await loadTarget(path, { ui, cwd });
  const manifest = manifestOf(target, path === undefined ? null : resolve(cwd, path));
  const functionId = manifest === null ? null : verifyPackage(manifest, null).functionId;
  const found = inspection(target, functionId, functions);
  if (json) ui.json({ format: "weightkit.inspect", version: 1, ...found });
  else ui.result(inspectionText(found, ui.out, ui.io.stdout.columns));
  return ExitCode.ok;
}

/** The manifest of the package that the logic came from, or null for a bare WASM and a lone archive. */
function manifestOf({ logic, project }: Target, path: string | null): string | null {
  if (project !== null) {
    const built = join(buildDirectory(project, false), "manifest.json");
    return existsSync(built) ? built : null;
  }
  if (logic.manifest === null || path === null) return null;
  if (statSync(path).isDirectory()) return join(path, "manifest.json");
  return path.endsWith(".json") ? path : join(dirname(path), "manifest.json");
}
