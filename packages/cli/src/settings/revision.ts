import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";
import { usageErrors } from "../errors/usage-errors.js";
import { projectErrors } from "../errors/project-errors.js";
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
  if (project === null) throw fault(projectErrors.noProject, { directory: resolve(cwd) });
  const failed = (reason: string): Error => fault(usageErrors.badRevision, { revision, reason });
  const inProject = gitIn(project, { failed });
  const git = (args: readonly string[]): Buffer => inProject(["-C", project, ...args]);
  const commit = git(["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`])
    .toString()
    .trim();
  const folder = join(project, FOLDER, commit);
  checkInside(project, folder);
  if (git(["ls-files", "-z", "--", FOLDER]).length > 0) {
    // A repository that brings copies itself could make them differ from what git has.
    throw failed(`the repository brings files in ${FOLDER}; remove them from it`);
  }
  if (existsSync(join(folder, "weightkit.json"))) return folder;
  const copies = join(project, FOLDER);
  writeInside(project, copies, [{ name: ".gitignore", bytes: Buffer.from("*\n") }]);
  writeTree(git, commit, { folder, within: project, failed });
  return folder;
}

/** Runs git with these arguments; what it prints on stdout. */
export type Git = (args: readonly string[]) => Buffer;

/** Files of a revision, at most. */
const MAX_FILES = 20_000;

/** Where the files of a revision go. */
export interface TreeTarget {
  readonly folder: string;
  /** The folder that no file may leave, links followed. */
  readonly within: string;
  /** The error of a revision with too many files. */
  readonly failed: GitOptions["failed"];
}

/**
 * Writes the regular files of a revision into a folder, weightkit.json last: with it the copy is complete. They are read from git's
 * objects, so that no filter or hook runs.
 * @throws WeightkitError WK112, WK159, what `git` throws, and `failed` beyond 20,000 files
 */
export function writeTree(git: Git, commit: string, { folder, within, failed }: TreeTarget): void {
  const files = git(["ls-tree", "-r", "-z", commit, "."]).toString().split("\0").filter(Boolean);
  if (files.length > MAX_FILES) {
    throw failed(`it has ${grouped(files.length)} files; at most ${grouped(MAX_FILES)} are read`);
  }
  const rows = files.map(treeEntry).filter((entry) => entry !== null);
  rows.sort((a, b) => Number(a.path === "weightkit.json") - Number(b.path === "weightkit.json"));
  for (const { blob, path } of rows) {
    checkInside(within, join(folder, path, ".."));
    writeInside(folder, folder, [{ name: path, bytes: git(["cat-file", "blob", blob]) }]);
  }
}

/** A regular file of `git ls-tree`; links and submodules are left out, as is anything outside. */
function treeEntry(row: string): { readonly blob: string; readonly path: string } | null {
  const [, blob, path] = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.+)$/s.exec(row) ?? [];
  if (blob === undefined || path === undefined) return null;
  const inside = posix.normalize(path) === path && !path.startsWith("..") && !path.startsWith("/");
  return inside ? { blob, path } : null;
}

/** How git is run: without a shell, and with limits. */
export interface GitOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds that one command may take; no limit when left out. */
  readonly milliseconds?: number;
  /** The error of a command that failed. */
  readonly failed: (reason: string) => Error;
}

/** @throws what `failed` makes of it when git fails or is not installed */
export function gitIn(directory: string, { environment, milliseconds, failed }: GitOptions): Git {
  return (args) => {
    try {
      return execFileSync("git", args, {
        cwd: directory,
        env: { ...process.env, ...environment },
        maxBuffer: 64 * 1024 * 1024,
        stdio: ["ignore", "pipe", "pipe"],
        ...(milliseconds === undefined ? {} : { timeout: milliseconds }),
      });
    } catch (error) {
      throw failed(reasonOf(error));
    }
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "ENOENT") return "git is not installed";
  if ("code" in error && error.code === "ETIMEDOUT") return "it took too long";
  const printed = "stderr" in error && error.stderr instanceof Uint8Array ? error.stderr : null;
  const line = printed === null ? "" : Buffer.from(printed).toString("utf8").trim().split("\n")[0];
  return line === undefined || line === "" ? error.message : line.replace(/^fatal: /, "");
}
