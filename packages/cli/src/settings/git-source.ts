import { join, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import { checkInside } from "../files/inside.js";
import { pendingFolder, removeFolder } from "../files/temporary.js";
import { isProjectFolder } from "../project/project.js";
import { gitIn, writeTree } from "./revision.js";

/** Sources in a git repository elsewhere. */
interface GitSource {
  readonly url: string;
  /** A tag, branch or full commit id. */
  readonly revision: string;
  /** The project's folder in the repository. */
  readonly folder: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)$/i;
/** Protocols that git may use. `http` and `git` can be changed on the way; `ext` runs commands. */
const PROTOCOLS: readonly string[] = ["https", "ssh", "file"];
/** Milliseconds that a fetch may take. */
const MAX_FETCH = 120_000;

/** Whether `--source` names a repository, rather than a folder or `rev:REVISION`. */
export function isGitUrl(source: string): boolean {
  return SCHEME.test(source) || source.includes("::");
}

/**
 * `URL@REVISION#FOLDER`; HEAD and the root where they are left out.
 * @throws WeightkitError WK166 for a protocol that is not taken
 */
function parseGitSource(source: string): GitSource {
  const [, scheme = "", host = "", rest = ""] = SCHEME.exec(source) ?? [];
  if (!PROTOCOLS.includes(scheme.toLowerCase())) {
    const reason = `only ${PROTOCOLS.join(", ")} are taken`;
    throw fault(usageErrors.badRepository, { source, reason });
  }
  const [path = "", folder = ""] = rest.split("#", 2);
  const at = path.lastIndexOf("@");
  const url = `${scheme}://${host}${at === -1 ? path : path.slice(0, at)}`;
  const revision = at === -1 ? "HEAD" : path.slice(at + 1);
  return { url, revision: revision === "" ? "HEAD" : revision, folder };
}

/**
 * Fetches one revision into a temporary folder, has `use` work on the project there, and removes it. Only git's objects are read:
 * nothing is checked out, so that no hook, filter or link of the repository counts.
 * @throws WeightkitError WK166 when it cannot be fetched or has no project; what `use` throws
 */
export async function withGitSource<Result>(
  source: string,
  use: (directory: string) => Promise<Result>,
): Promise<Result> {
  const { url, revision, folder } = parseGitSource(source);
  const temporary = pendingFolder("weightkit-source");
  try {
    const bare = join(temporary, "git");
    const failed = (reason: string): Error => fault(usageErrors.badRepository, { source, reason });
    const git = gitIn(temporary, {
      environment: {
        GIT_ALLOW_PROTOCOL: PROTOCOLS.join(":"),
        GIT_TERMINAL_PROMPT: "0",
      },
      milliseconds: MAX_FETCH,
      failed,
    });
    git(["init", "--quiet", "--bare", "--template=", bare]);
    const inBare = (args: readonly string[]): Buffer => git(["--git-dir", bare, ...args]);
    inBare([
      ...["-c", "core.hooksPath=/dev/null", "fetch", "--quiet", "--depth=1", "--no-tags"],
      ...["--no-recurse-submodules", "--end-of-options", url, revision],
    ]);
    const files = join(temporary, "files");
    writeTree(inBare, "FETCH_HEAD", { folder: files, within: files, failed });
    const directory = resolve(files, folder);
    checkInside(files, directory);
    if (!isProjectFolder(directory)) {
      throw failed(`there is no weightkit.json in ${folder === "" ? "its root" : folder}`);
    }
    return await use(directory);
  } finally {
    removeFolder(temporary);
  }
}
