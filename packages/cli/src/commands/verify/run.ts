import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { compileOnce } from "../../compiler/compiler.js";
import { verifyPackage, verifyProject } from "../../package/verify.js";
import { verifyAgainst } from "../../package/verify-source.js";
import { checkOutRevision, revisionOf } from "../../settings/revision.js";
import { isProjectFolder, loadProject } from "../../project/project.js";
import type { VerifyValues } from "./options.js";
import { verifiedText } from "./output.js";

export async function runVerify(
  { path, functionId, source, cidProfile, json }: VerifyValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const expected = functionId ?? null;
  const full = resolve(cwd, path ?? ".");
  const rebuilding = { cwd, compile: compileOnce(ui.io), cidProfile };
  const revision = source === undefined ? null : revisionOf(source);
  const verified =
    source !== undefined
      ? await verifyAgainst(
          path === undefined ? join(full, "build") : full,
          loadProject(revision === null ? source : checkOutRevision(revision, cwd), cwd),
          rebuilding,
        )
      : path === undefined || isProjectFolder(full)
        ? await verifyProject(loadProject(full, cwd), expected, {
            cwd,
            compile: compileOnce(ui.io),
            cidProfile,
          })
        : verifyPackage(full, expected, cidProfile);
  if (json) ui.json({ ok: true, ...verified });
  else ui.result(verifiedText(verified, ui.out));
  return ExitCode.ok;
}
