import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import { checkInside } from "../files/inside.js";
import { writeInside } from "../files/write.js";
import { findProject } from "../project/project.js";

/** `rev:NAME` in place of a path: the project around `cwd` as a git revision has it. */
const REVISION = /^rev:(.+)$/s;

/** Where checked-out revisions lie: inside the project, so that the packages it has installed are found. */
const FOLDER = ".weightkit/revisions";

/** The name of the revision that `path` names, or null for a path. */
export function revisionOf(path: string): string | null {
  return REVISION.exec(path)?.[1] ?? null;
}

/**
 * Writes the project around `cwd` as of a git revision into its own .weightkit folder, once a commit.
 * @returns The copy's folder, absolute.
 * @throws WeightkitError WK110 without a project; WK148 when git has no such revision or cannot be run; WK159
 */
export function checkOutRevision(revision: string, cwd: string): string {
  const project = findProject(resolve(cwd));
  if (project === null) throw fault(usageErrors.noProject, { directory: resolve(cwd) });
  const git = gitIn(project, revision);
  const commit = git(["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`])
    .toString()
    .trim();
  const folder = join(project, FOLDER, commit);
  checkInside(project, folder);
  if (git(["ls-files", "-z", "--", FOLDER]).length > 0) {
    // A repository that brings copies itself could make them differ from what git has.
    const reason = `the repository brings files in ${FOLDER}; remove them from it`;
    throw fault(usageErrors.badRevision, { revision, reason });
  }
  if (existsSync(join(folder, "weightkit.json"))) return folder;
  const files = git(["ls-tree", "-r", "-z", commit, "."]).toString().split("\0").filter(Boolean);
  // The project file comes last: with it the copy is complete.
  const rows = files.map(treeEntry).filter((entry) => entry !== null);
  rows.sort((a, b) => Number(a.path === "weightkit.json") - Number(b.path === "weightkit.json"));
  const copies = join(project, FOLDER);
  writeInside(project, copies, [{ name: ".gitignore", bytes: Buffer.from("*\n") }]);
  for (const { blob, path } of rows) {
    checkInside(project, join(folder, path, ".."));
    writeInside(folder, folder, [{ name: path, bytes: git(["cat-file", "blob", blob]) }]);
  }
  return folder;
}

/** A regular file of `git ls-tree`; links and submodules are left out, as is anything outside. */
function treeEntry(row: string): { readonly blob: string; readonly path: string } | null {
  const [, blob, path] = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(row) ?? [];
  if (blob === undefined || path === undefined) return null;
  const inside = posix.normalize(path) === path && !path.startsWith("..") && !path.startsWith("/");
  return inside ? { blob, path } : null;
}

function gitIn(directory: string, revision: string): (args: readonly string[]) => Buffer {
  return (args) => {
    try {
      return execFileSync("git", ["-C", directory, ...args], {
        maxBuffer: 64 * 1024 * 1024,
        stdio: ["ignore", "pipe", "pipe"],
      });
    } catch (error) {
      throw fault(usageErrors.badRevision, { revision, reason: reasonOf(error) });
    }
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "git is not installed";
  const printed = "stderr" in error && error.stderr instanceof Uint8Array ? error.stderr : null;
  const line = printed === null ? "" : Buffer.from(printed).toString("utf8").trim().split("\n")[0];
  return line === undefined || line === "" ? error.message : line.replace(/^fatal: /, "");
}
