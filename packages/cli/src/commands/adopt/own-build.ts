import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { adoptErrors } from "../../errors/adopt-errors.js";
import type { BlsProject } from "../../scaffold/blockless/bls-toml.js";
import type { Ui } from "../../ui/ui.js";

/** Milliseconds that a build command may take. */
const MAX_BUILD = 15 * 60_000;
const RUN = "run";

/**
 * Sees to it that the WASM which the project's own build command writes is there. A stranger's command runs only when the user wants it:
 * with `yes`, or by an answer on the terminal. Otherwise what was built before is taken.
 * @throws WeightkitError WK163, WK164
 */
export async function ownBuild(
  directory: string,
  { command, wasm }: BlsProject,
  yes: boolean,
  ui: Ui,
): Promise<void> {
  const isBuilt = wasm !== null && existsSync(join(directory, wasm));
  if (command !== null && (yes || (await wants(command, isBuilt, ui)))) {
    ui.note(`running ${command}`);
    await runCommand(command, directory, ui);
  } else if (isBuilt && command !== null) ui.note(`not run: ${command}; ${wasm} is taken as it is`);
  if (wasm === null || !existsSync(join(directory, wasm)))
    throw fault(adoptErrors.notBuilt, { wasm, command });
}

async function wants(command: string, isBuilt: boolean, ui: Ui): Promise<boolean> {
  const { ask } = ui.io;
  if (ask === null) return false;
  const otherwise = isBuilt ? "take the WASM that is there" : "stop, and write nothing";
  const answer = await ask.choose(`bls.toml builds with a command. Run it?  ${command}`, [
    { value: "leave", name: "no", description: otherwise },
    { value: RUN, name: "yes", description: "it can do whatever you can do on this machine" },
  ]);
  return answer === RUN;
}

/** Runs a command line as `bls` does, by the shell; what it prints goes to stderr. */
async function runCommand(command: string, cwd: string, ui: Ui): Promise<void> {
  const child = spawn(command, {
    ...{ cwd, shell: true, timeout: MAX_BUILD },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.trimEnd().split("\n")) ui.note(ui.err.dim(`│ ${line}`));
    });
  }
  const reason = await new Promise<string | null>((resolve) => {
    child.once("error", (error) => {
      resolve(`could not be started: ${error.message}`);
    });
    child.once("close", (code, signal) => {
      if (code === 0) resolve(null);
      else resolve(code === null ? `was ended by ${String(signal)}` : `exited with ${code}`);
    });
  });
  if (reason !== null) throw fault(adoptErrors.buildFailed, { command, reason });
}
