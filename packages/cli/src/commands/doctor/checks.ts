import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { EXTERNAL_ENGINES } from "@weightkit/testkit/internal/runtime/external/external-command";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { expandPaths } from "@weightkit/testkit/internal/history/expand-paths";
import { Packages } from "../../compiler/packages.js";
import { reasonOf, shownPath } from "../../files/read.js";
import { locate } from "../../project/locate.js";
import { findProject, loadProject, PROJECT_FILE, type Project } from "../../project/project.js";
import { VERSION } from "../../version.js";
import { faulty, ok, warning, type Check } from "./check.js";

/** Oldest Node that weightkit runs on. */
const MIN_NODE: readonly [major: number, minor: number] = [20, 17];
const LOCK_FILES = ["package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"];

export interface Surroundings {
  readonly cwd: string;
  /** The variable PATH. */
  readonly path: string;
}

/** Everything that commands need, in the order in which they need it. */
export function allChecks({ cwd, path }: Surroundings): Check[] {
  const { check, project } = projectCheck(cwd);
  const directory = project?.directory ?? cwd;
  return [
    nodeCheck(process.versions.node),
    ok("weightkit", VERSION),
    check,
    ...packageChecks(directory),
    ...(project === null ? [] : [lockCheck(project), ...historyChecks(project, cwd)]),
    ...folderChecks(project, cwd),
    ...EXTERNAL_ENGINES.map((engine) => engineCheck(engine, path)),
    ok("network", "not needed: only publish, record and --live use it"),
  ];
}

/** @param version as in `process.versions.node` */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [least, leastMinor] = MIN_NODE;
  if (major > least || (major === least && minor >= leastMinor)) return ok("Node", version);
  return faulty(
    "Node",
    `${version}, older than ${MIN_NODE.join(".")}`,
    "Install Node 22 or later from https://nodejs.org",
  );
}

function projectCheck(cwd: string): { check: Check; project: Project | null } {
  const label = "project";
  if (findProject(cwd) === null) {
    const fix = "Change to a project's folder, or start one with `weightkit new NAME`";
    return { check: warning(label, `no ${PROJECT_FILE} here or above`, fix), project: null };
  }
  try {
    const project = loadProject(cwd, cwd);
    const { name, entry } = project.settings;
    const shown = shownPath(join(project.directory, PROJECT_FILE), cwd);
    if (existsSync(join(project.directory, entry)))
      return { check: ok(label, `${name} (${shown})`), project };
    const fix = 'Create it, or set "entry" to the file with the weight logic';
    return { check: faulty(label, `${shown} names ${entry}, which does not exist`, fix), project };
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return { check: faulty(label, `${error.code}: ${error.message}`, error.hint), project: null };
  }
}

function packageChecks(directory: string): Check[] {
  const packages = new Packages(directory);
  const version = (name: string): string | null => {
    const folder = packages.find(name);
    return folder === null ? null : versionIn(folder);
  };
  return ["assemblyscript", "@weightkit/sdk", "@weightkit/testkit"].map((name) => {
    const found = version(name);
    return found === null
      ? faulty(name, "not installed", "Install the project's packages: npm install")
      : ok(name, found);
  });
}

function versionIn(folder: string): string | null {
  const found: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return typeof found === "object" && found !== null && "version" in found
    ? String(found.version)
    : null;
}

/** A workspace has one lock file at its root. */
function lockCheck({ directory }: Project): Check {
  for (let folder = directory; ; folder = dirname(folder)) {
    const name = LOCK_FILES.find((one) => existsSync(join(folder, one)));
    if (name !== undefined) return ok("lock file", name);
    if (dirname(folder) === folder) break;
  }
  return warning(
    "lock file",
    "none, so the next installation may bring another compiler and other bytes",
    "Run npm install and commit package-lock.json",
  );
}

/** The files that the project names, and of the defaults those that are there; without inferences nothing can be replayed. */
function historyChecks({ directory, settings, places }: Project, cwd: string): Check[] {
  const { inferences, truth, workers } = settings.history;
  return Object.entries({ inferences, truth, workers }).flatMap(([what, pattern]) => {
    if (pattern === undefined) return [];
    const named = locate(places.root, ["history", what]).node !== null || what === "inferences";
    if (!named && !existsSync(join(directory, pattern))) return [];
    const label = `history (${what})`;
    try {
      const files = expandPaths(join(directory, pattern));
      for (const file of files) accessSync(file, constants.R_OK);
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
      const shown = files.map((file) => shownPath(file, cwd)).join(", ");
      return [ok(label, `${shown}, ${bytes.toLocaleString("en-US")} bytes`)];
    } catch (error) {
      const reason = error instanceof WeightkitError ? error.message : reasonOf(error);
      const fix = `Fix the path under "history" in ${PROJECT_FILE}, or record a history: weightkit history simulate`;
      return [faulty(label, `${pattern}: ${reason}`, fix)];
    }
  });
}

function folderChecks(project: Project | null, cwd: string): Check[] {
  const folders =
    project === null
      ? []
      : [project.directory, ...["build", ".weightkit"].map((one) => join(project.directory, one))];
  return [...folders, tmpdir()].flatMap((folder) => {
    if (!existsSync(folder)) return [];
    const label = `writable ${shownPath(folder, cwd)}`;
    try {
      accessSync(folder, constants.W_OK);
      return [ok(label, "yes")];
    } catch (error) {
      return [warning(label, reasonOf(error), "Give yourself the right to write there")];
    }
  });
}

function engineCheck(engine: string, path: string): Check {
  for (const folder of path.split(delimiter).filter((one) => one !== "")) {
    const file = join(folder, engine);
    try {
      accessSync(file, constants.X_OK);
      return ok(engine, file);
    } catch {
      // Not in this folder.
    }
  }
  return ok(engine, `not on PATH; needed only for --engine ${engine} and --cross-check`);
}
