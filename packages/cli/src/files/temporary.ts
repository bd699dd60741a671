import { readdirSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@weightkit/testkit/internal/history/temporary-folder";

/** Temporary files and folders that exist now; removed when the process is interrupted. */
export const pending = new Set<string>();
let made = 0;
const swept = new Set<string>();

const NAME = /^\.weightkit-(\d+)-\d+\.tmp$/;

/** Removes what an interrupted command would leave behind. */
export function removePending(): void {
  for (const path of pending) rmSync(path, { force: true, recursive: true });
}

/**
 * A new folder among the system's temporary files, for {@link removeFolder} to remove.
 * @param name what its name begins with
 * @throws WeightkitError WK457
 */
export function pendingFolder(name: string): string {
  const folder = realpathSync.native(temporaryFolder(name));
  pending.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  pending.delete(folder);
}

/** The path of a new temporary file in a folder, from which those of processes that were killed are removed first. */
export function temporaryIn(folder: string): string {
  if (!swept.has(folder)) {
    swept.add(folder);
    sweep(folder);
  }
  made += 1;
  return join(folder, `.weightkit-${process.pid}-${made}.tmp`);
}

function sweep(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, owner] = NAME.exec(name) ?? [];
    if (owner !== undefined && !isRunning(Number(owner)))
      rmSync(join(folder, name), { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
