import { closeSync, constants, openSync } from "node:fs";
import { resolve } from "node:path";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";

/** Names of open streams, which may lead to a regular file that somebody else is writing. */
const STREAMS = /^\/(?:dev|proc)\//;

/**
 * Whether a path names what can only be written into: a device, a pipe, a socket, an open stream. Renaming a file onto it would put that file
 * in its place: as root, `/dev/null` would be gone for the whole machine.
 */
export function isDevice(path: string): boolean {
  if (STREAMS.test(resolve(path))) return true;
  const status = pathStatus(path);
  return status !== null && !status.isFile() && !status.isDirectory();
}

/**
 * Opens a device for writing behind what is there.
 * @throws Error of the system; for a pipe that nobody reads, too, since waiting for a reader could not be interrupted
 */
export function openDevice(path: string): number {
  if (pathStatus(path)?.isFIFO() !== true) return openSync(path, "a");
  // Held until the other is open: its reader would take a pipe without a writer for ended.
  const probe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    return openSync(path, "a");
  } finally {
    closeSync(probe);
  }
}
