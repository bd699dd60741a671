import { isIP } from "node:net";
import { resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { loadLogic, logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { compileOnce } from "../../compiler/compiler.js";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { atCwd } from "../../files/read.js";
import { compileRequest } from "../../package/make.js";
import { isProjectFolder, loadProject, type Project } from "../../project/project.js";
import { parameterValues, withValues } from "../../settings/parameters.js";
import { renderCompilerWarning } from "../../ui/render-error.js";
import { Losses } from "./losses.js";
import type { ServeValues } from "./options.js";
import { LossServer } from "./server.js";
import { LossService } from "./service.js";

/** Answers until the process is asked to end. */
export async function runServe(values: ServeValues, context: Context): Promise<ExitCode> {
  const { ui, cwd } = context;
  const { path, host, port, fuel, concurrency, connections, maxBody, patience, json } = values;
  const full = resolve(cwd, path ?? ".");
  const project = path === undefined || isProjectFolder(full) ? loadProject(full, cwd) : null;
  const given = parameterValues(values.param);
  const bare =
    project === null ? loadLogic(atCwd(path ?? ".", cwd)) : await lossOf(project, context);
  const logic = withValues(bare, given, project);
  const losses = new Losses(logic, { ...DEFAULT_LIMITS, fuel }, project);
  const methods = values.lossMethod.length > 0 ? values.lossMethod : [logic.name];
  const service = new LossService(losses, methods);
  const server = new LossServer(service, {
    ...{ concurrency, connections, maxBody },
    patience: patience * 1000,
  });
  const url = await server.listen(host, port);
  if (!isLoopback(host)) {
    ui.warn(
      `everybody who reaches ${host} can use this server: it has no password and no encryption`,
    );
  }
  if (json) ui.json({ ok: true, url, lossMethods: methods, wasmSha256: logic.sha256 });
  else ui.result(`serving ${methods.join(", ")} at ${url}`);
  await ui.io.ended();
  await server.close();
  return ExitCode.ok;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

/** Compiles the loss that a project names: a program that is called, and never run as weight logic. */
async function lossOf(project: Project, { ui, cwd }: Context): Promise<Logic> {
  const { loss, name } = project.settings;
  if (loss === undefined) {
    const what = "The project's loss";
    const remedy =
      'Set "loss" in weightkit.json to the file that exports calculate; `weightkit new NAME --template loss` has one';
    throw fault(usageErrors.missingOption, { what, remedy });
  }
  ui.progress.show("compiling …");
  const request = compileRequest(project, false, cwd);
  const compiled = await compileOnce(ui.io)({
    ...request,
    wasm: null,
    entry: loss,
    start: "_initialize",
  });
  for (const warning of compiled.warnings) ui.warn(renderCompilerWarning(warning));
  const { wasm, sourceMap, names } = compiled;
  return logicFromBytes(name, wasm, { sourceMap, names });
}
