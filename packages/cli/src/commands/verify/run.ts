import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { compileOnce } from "../../compiler/compiler.js";
import { verifyPackage, verifyProject, type Verified } from "../../package/verify.js";
import { verifyAgainst } from "../../package/verify-source.js";
import { isGitUrl, withGitSource } from "../../settings/git-source.js";
import { checkOutRevision, revisionOf } from "../../settings/revision.js";
import { isProjectFolder, loadProject } from "../../project/project.js";
import type { VerifyValues } from "./options.js";
import { verifiedText } from "./output.js";

export async function runVerify(
  { path, functionId, source, cidProfile, yes, json }: VerifyValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const expected = functionId ?? null;
  const full = resolve(cwd, path ?? ".");
  const rebuilding = { cwd, compile: compileOnce(ui.io), cidProfile, yes, ui };
  const against = async (directory: string): Promise<Verified> =>
    await verifyAgainst(
      path === undefined ? join(full, "build") : full,
      loadProject(directory, cwd),
      rebuilding,
    );
  const verified =
    source !== undefined
      ? await withSources(source, cwd, against)
      : path === undefined || isProjectFolder(full)
        ? await verifyProject(loadProject(full, cwd), expected, rebuilding)
        : verifyPackage(full, expected, cidProfile);
  if (json) ui.json({ ok: true, ...verified });
  else ui.result(verifiedText(verified, ui.out));
  return ExitCode.ok;
}

/** The folder of the sources that `--source` names, for as long as `use` works on it. */
async function withSources<Result>(
  source: string,
  cwd: string,
  use: (directory: string) => Promise<Result>,
): Promise<Result> {
  if (isGitUrl(source)) return await withGitSource(source, use);
  const revision = revisionOf(source);
  return await use(revision === null ? source : checkOutRevision(revision, cwd));
}
