import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { adoptErrors } from "../errors/adopt-errors.js";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Ui } from "../ui/ui.js";
import { runInShell } from "./process-group.js";

/** Milliseconds that a build command may take. */
const MAX_BUILD = 15 * 60_000;
const RUN = "run";

/** Whether a project's own command may run, which can do whatever its user can. */
export interface Consent {
  /** Given on the command line. */
  readonly yes: boolean;
  /** Where a user at a terminal is asked. */
  readonly ui: Ui;
}

/** A WASM of another toolchain, and what writes it. */
export interface OwnBuild {
  /** The file that names both, for messages. */
  readonly file: string;
  /** A command line for the shell; null when none is named. */
  readonly command: string | null;
  /** A path inside the project; null when none is named. */
  readonly wasm: string | null;
}

/**
 * Sees to it that the WASM which a project's own command writes is there. The command runs only with the user's consent; otherwise what was
 * built before is taken.
 * @throws WeightkitError WK163, WK164
 */
export async function ownBuild(
  directory: string,
  { file, command, wasm }: OwnBuild,
  { yes, ui }: Consent,
): Promise<void> {
  if (wasm === null) throw fault(adoptErrors.notBuilt, { file, wasm, command });
  const isBuilt = existsSync(join(directory, wasm));
  const otherwise = isBuilt ? "take the WASM that is there" : "stop, and write nothing";
  if (command !== null && (await mayRun({ file, command, otherwise }, { yes, ui }))) {
    await runBuildCommand(command, directory, ui);
    if (existsSync(join(directory, wasm))) return;
    throw fault(adoptErrors.buildFailed, { command, reason: `wrote no ${wasm}` });
  }
  if (isBuilt && command !== null) ui.note(`not run: ${command}; ${wasm} is used unchanged`);
  if (!isBuilt) throw fault(adoptErrors.notBuilt, { file, wasm, command });
}

/** What is asked before a command runs. */
interface Question {
  readonly file: string;
  readonly command: string;
  /** What happens on a no. */
  readonly otherwise: string;
}

/** Whether a command may run: `yes`, or the answer of a user at a terminal. */
export async function mayRun(
  { file, command, otherwise }: Question,
  { yes, ui }: Consent,
): Promise<boolean> {
  if (yes) return true;
  const { ask } = ui.io;
  if (ask === null) return false;
  ui.progress.clear();
  const answer = await ask.choose(safeText(`${file} builds with a command. Run it?  ${command}`), [
    { value: "leave", name: "no", description: otherwise },
    { value: RUN, name: "yes", description: "it can do whatever you can do on this machine" },
  ]);
  return answer === RUN;
}

/**
 * Runs a command line by the shell, as `bls` does; what it prints goes to stderr.
 * @param most milliseconds that it may take
 * @throws WeightkitError WK164
 */
export async function runBuildCommand(
  command: string,
  cwd: string,
  ui: Ui,
  most = MAX_BUILD,
): Promise<void> {
  ui.note(`running ${command}`);
  const follow = ({ stdout, stderr }: ChildProcess): void => {
    for (const input of [stdout, stderr]) {
      if (input === null) continue;
      createInterface({ input, crlfDelay: Infinity }).on("line", (line) => {
        ui.note(ui.err.dim(`│ ${line}`));
      });
    }
  };
  const reason = await runInShell({ command, cwd, most, follow });
  if (reason !== null) throw fault(adoptErrors.buildFailed, { command, reason });
}
