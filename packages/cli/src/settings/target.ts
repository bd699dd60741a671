import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import { loadLogic, loadPackaged, type Loaded } from "@weightkit/testkit/internal/logic/load";
import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { lintManifest } from "@weightkit/testkit/internal/logic/manifest-lint";
import { lintStdin } from "@weightkit/testkit/internal/logic/import-lint";
import type { StdinMode } from "@weightkit/testkit/internal/runtime/engine";
import { DEFAULT_LIMITS, type Limits } from "@weightkit/testkit/internal/runtime/limits";
import type { TruthRoute } from "@weightkit/testkit/internal/round/truth-answerer";
import { compileOnce } from "../compiler/compiler.js";
import { build, buildDirectory } from "../package/build.js";
import type { NamedFile } from "../files/named-file.js";
import { atCwd } from "../files/read.js";
import { lintProject } from "../project/lint.js";
import { findProject, isProjectFolder, loadProject, type Project } from "../project/project.js";
import { renderCompilerWarning } from "../ui/render-error.js";
import type { Ui } from "../ui/ui.js";
import { withValues } from "./parameters.js";

/** Weight logic and all that its project or manifest sets about how to run it. */
export interface Target {
  readonly logic: Logic;
  /** The project that it was built from, or null for a package or a bare WASM. */
  readonly project: Project | null;
  readonly limits: Limits;
  readonly permissions: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdinMode: StdinMode;
  readonly truth: TruthRoute | null;
  /** The package's manifest and archive; null for a bare WASM. Read when asked for. */
  readonly packageFiles: () => readonly NamedFile[] | null;
}

export interface TargetOptions {
  readonly ui: Ui;
  readonly cwd: string;
  /** Build a project for traces instead of for nodes. */
  readonly debug?: boolean;
  /** Values of parameters that count instead of those compiled in. */
  readonly parameters?: ReadonlyMap<string, number>;
}

/**
 * What `path` names: a project (built first when it has changed), a package's folder, its manifest, a .tar.gz, a .car or a bare WASM; the
 * project around `cwd` when there is no path.
 * @throws WeightkitError WK110, WK12x, WK150, WK151, WK2xx, WK40x
 */
export async function loadTarget(
  path: string | undefined,
  options: TargetOptions,
): Promise<Target> {
  const { cwd } = options;
  if (path === undefined || projectAt(path, cwd) !== null) {
    return valued(await projectTarget(loadProject(path ?? ".", cwd), options), options);
  }
  return valued(packageTarget(loadNamed(atCwd(path, cwd)), options), options);
}

/** The folder of the project that `path` names, or that lies around `cwd` when there is no path; null where there is none. */
export function projectAt(path: string | undefined, cwd: string): string | null {
  const full = resolve(cwd, path ?? ".");
  if (path === undefined) return findProject(full);
  return pathStatus(full)?.isDirectory() === true && isProject(full) ? findProject(full) : null;
}

function valued(target: Target, { parameters = new Map() }: TargetOptions): Target {
  return { ...target, logic: withValues(target.logic, parameters, target.project) };
}

/** Loads logic from a file; faults in the bytes are reported with the file's name. */
function loadNamed(path: string): Loaded {
  try {
    return loadPackaged(path);
  } catch (error) {
    if (!(error instanceof WeightkitError) || error.place?.file !== undefined) throw error;
    const { others, cause } = error;
    throw new WeightkitError(error, { place: { ...error.place, file: path }, others, cause });
  }
}

/** A folder without a manifest that lies in a project, or is one. */
function isProject(folder: string): boolean {
  if (isProjectFolder(folder)) return true;
  return !existsSync(join(folder, "manifest.json")) && findProject(folder) !== null;
}

async function projectTarget(project: Project, options: TargetOptions): Promise<Target> {
  const { ui, cwd, debug = false } = options;
  const { settings } = project;
  for (const finding of lintProject(settings)) ui.warn(finding);
  ui.progress.show("compiling …");
  const compile = compileOnce(ui.io);
  const built = await build(project, { debug, cwd, compile });
  for (const warning of built.warnings) ui.warn(renderCompilerWarning(warning));
  const directory = buildDirectory(project, debug);
  const logic = loadLogic(join(directory, `${settings.name}.wasm`));
  const packageFiles = (): readonly NamedFile[] | null =>
    loadPackaged(join(directory, "manifest.json")).files;
  const target = { ...projectSettings(project), logic, packageFiles };
  warnOfStdin(target, ui);
  return target;
}

/** What a project sets about how its logic is run. */
export function projectSettings(project: Project): Omit<Target, "logic" | "packageFiles"> {
  const { settings } = project;
  const { fuel, memoryPages, milliseconds } = settings.limits;
  return {
    project,
    limits: { ...DEFAULT_LIMITS, fuel, memoryPages, milliseconds },
    permissions: settings.permissions,
    env: settings.env,
    stdinMode: settings.target === "wasi" ? "inherit" : "blockless",
    truth: settings.truth ?? null,
  };
}

/** Warns of logic that reads WASI stdin, unless its project or manifest asks for that: then a warning was printed already. */
export function warnOfStdin(
  { logic, stdinMode }: Pick<Target, "logic" | "stdinMode">,
  ui: Ui,
): void {
  const finding = stdinMode === "inherit" ? null : lintStdin(logic.bytes);
  if (finding !== null) ui.warn(finding);
}

function packageTarget({ logic, files }: Loaded, { ui }: TargetOptions): Target {
  const { manifest } = logic;
  for (const finding of manifest === null ? [] : lintManifest(manifest)) ui.warn(finding);
  const stdinMode = manifest?.stdin === "inherit" ? "inherit" : "blockless";
  warnOfStdin({ logic, stdinMode }, ui);
  return {
    logic,
    project: null,
    limits: {
      ...DEFAULT_LIMITS,
      fuel: manifest?.limited_fuel ?? DEFAULT_LIMITS.fuel,
      memoryPages: manifest?.limited_memory ?? DEFAULT_LIMITS.memoryPages,
    },
    permissions: manifest?.permissions ?? [],
    env: {},
    stdinMode,
    truth: null,
    packageFiles: () => files,
  };
}
