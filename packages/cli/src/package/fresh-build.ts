import { cpSync, existsSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { adoptErrors } from "../errors/adopt-errors.js";
import { packageErrors } from "../errors/package-errors.js";
import { relativePath } from "../files/relative.js";
import { pendingFolder, removeFolder } from "../files/temporary.js";
import { loadProject, PROJECT_FILE, type Project } from "../project/project.js";
import { mayRun, runBuildCommand, type Consent } from "./build-command.js";

/** Files of a project that are copied, at most. */
const MAX_FILES = 20_000;
/** What tools write, and no source. */
const NOT_COPIED = new Set([".git", ".weightkit", "build", "node_modules"]);
/** By it tools mark a folder of what they can make again, as cargo marks `target`: https://bford.info/cachedir/ */
const CACHE_TAG = "CACHEDIR.TAG";

/** Whether a build command that may not run is an error, and whether it may. */
export interface Rebuilding extends Consent {
  readonly required: boolean;
}

/** Sources to compile: of a project whose own command builds its WASM, what that has just written, in a copy of the project. */
interface Sources {
  readonly project: Project;
  /** Whether a compile or the command makes the WASM of these sources now; false where a WASM is taken that somebody built before. */
  readonly built: boolean;
}

/**
 * Has `use` work on a project's sources. Where a command builds its WASM, that runs in a new folder, on a copy without anything that was
 * built before: so what it gives depends neither on leftovers nor on the folder.
 * @throws WeightkitError WK164, WK708 when the command is required and may not run, WK709; what `use` throws
 */
export async function withBuiltSources<Result>(
  project: Project,
  { yes, ui, required }: Rebuilding,
  use: (sources: Sources) => Promise<Result>,
): Promise<Result> {
  const { wasm, buildCommand: command } = project.settings;
  if (wasm === undefined) return await use({ project, built: true });
  if (command === undefined) {
    ui.note(`${PROJECT_FILE} has no buildCommand; ${wasm} is used unchanged`);
    return await use({ project, built: false });
  }
  const otherwise = required ? "stop" : `use ${wasm} unchanged`;
  if (!(await mayRun({ file: PROJECT_FILE, command, otherwise }, { yes, ui }))) {
    if (required) throw fault(packageErrors.notRebuilt, { command });
    ui.note(`not run: ${command}; ${wasm} is used unchanged`);
    return await use({ project, built: false });
  }
  const temporary = pendingFolder("weightkit-build");
  try {
    const directory = join(temporary, basename(project.directory));
    copySources(project.directory, directory, wasm);
    await runBuildCommand(command, directory, ui);
    if (!existsSync(join(directory, wasm))) {
      const reason = `wrote no ${wasm}`;
      throw fault(adoptErrors.buildFailed, { command, reason });
    }
    return await use({ project: loadProject(directory, directory), built: true });
  } finally {
    removeFolder(temporary);
  }
}

/** Copies a project without what was built. Packages that npm installed are linked. @throws WeightkitError WK709 */
function copySources(from: string, to: string, wasm: string): void {
  let files = 0;
  const isSource = (path: string): boolean => {
    if (path === from) return true;
    files += 1;
    if (files > MAX_FILES)
      throw fault(packageErrors.tooManyFiles, { directory: from, files: MAX_FILES });
    return (
      !NOT_COPIED.has(basename(path)) &&
      relativePath(from, path) !== wasm &&
      !existsSync(join(path, CACHE_TAG))
    );
  };
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: isSource });
  const packages = join(from, "node_modules");
  if (existsSync(packages)) symlinkSync(packages, join(to, "node_modules"), "dir");
}
