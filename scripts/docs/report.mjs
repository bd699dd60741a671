// The report page of a project of this repository.
import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join, sep } from "node:path";
import { ROOT } from "./play.mjs";

/** Folders of a project that are not its source. */
const MADE = ["build", "node_modules"];

/**
 * Copies a project without what was built in it.
 * @param {string} project from the repository's root
 * @param {string} copy where the copy will lie
 */
export function copyProject(project, copy) {
  cpSync(join(ROOT, project), copy, {
    recursive: true,
    filter: (source) =>
      !source
        .slice(ROOT.length)
        .split(sep)
        .some((part) => MADE.includes(part)),
  });
}

/**
 * Replays a copy of a project and writes its report.
 * @param {string} project from the repository's root
 * @param {string} copy where the copy will lie
 * @returns {string} path of the page
 */
export function writeReport(project, copy) {
  copyProject(project, copy);
  const command = join(ROOT, "packages/cli/bin/weightkit.js");
  const run = spawnSync(process.execPath, [command, "replay", "--html", "report.html"], {
    cwd: copy,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return join(copy, "report.html");
}
