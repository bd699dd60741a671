import { closeSync, constants, openSync, readSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { fault, WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { nearFile } from "@weightkit/testkit/internal/history/near-file";
import { foreignFormat } from "@weightkit/testkit/internal/history/formats/foreign-format";
import { fileErrors } from "../errors/file-errors.js";
import { liesBelow, relativePath } from "./relative.js";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  ENOTDIR: "a part of its path is not a folder",
  EEXIST: "a file is in the way",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ELOOP: "its links go round in a circle",
  ENOSPC: "no space is left",
  ENAMETOOLONG: "its name is too long",
  EADDRINUSE: "it is in use",
  ENXIO: "nothing reads from this pipe",
  EPIPE: "what read from this pipe has ended",
};

/**
 * A path as the user knows it: relative to `cwd` when it lies below, else as given. The same command then prints the same
 * bytes wherever the folder lies.
 */
export function shownPath(path: string, cwd: string): string {
  const place = resolve(cwd, path);
  return liesBelow(cwd, place) ? relativePath(cwd, place) : path;
}

/** A path for reading: as it is when that works from the process's own folder, so that errors name it as given. */
export function atCwd(path: string, cwd: string): string {
  return isAbsolute(path) || cwd === process.cwd() ? path : resolve(cwd, path);
}

/** A system error in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  return REASONS[code] ?? error.message;
}

/** Why something cannot be written, in words: of what is about to be made, only the folder can be missing. */
export function writeReason(error: unknown): string {
  return isMissing(error) ? "its folder does not exist and cannot be made" : reasonOf(error);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Largest inputs, in bytes. */
export const MAX_INPUT = {
  projectFile: 1 << 20,
  source: 4 << 20,
  payload: 64 << 20,
  other: 256 << 20,
} as const;
const PIECE = 1 << 20;
/** Milliseconds that a pipe may be silent, and between two looks at it. */
const MAX_WAIT = 10_000;
const PAUSE = 10;
const NOTHING_CAME = `nothing came through the pipe for ${MAX_WAIT / 1000} s`;
const SLEEP = new Int32Array(new SharedArrayBuffer(4));

/**
 * A file's bytes, or those of a device or pipe, up to a limit.
 * @throws WeightkitError WK111, WK117
 */
export function readBytes(
  path: string,
  what: string,
  shown = path,
  limit: number = MAX_INPUT.other,
): Uint8Array {
  try {
    return readUpTo(path, limit) ?? tooLarge(what, shown, limit);
  } catch (cause) {
    if (cause instanceof WeightkitError) throw cause;
    const reason = reasonOf(cause);
    const suggestion = isMissing(cause) ? nearFile(path, shown) : null;
    throw fault(fileErrors.unreadableFile, { what, path: shown, reason, suggestion }, { cause });
  }
}

/**
 * A file's text, which must be UTF-8.
 * @throws WeightkitError WK111, WK117, WK158
 */
export function readText(
  path: string,
  what: string,
  shown = path,
  limit: number = MAX_INPUT.other,
): string {
  const bytes = readBytes(path, what, shown, limit);
  const text = decoded(bytes);
  if (text !== null && !text.includes("\0")) return text;
  const foreign = foreignFormat(bytes);
  if (foreign !== null) throw fault(fileErrors.notText, { what, path: shown, found: foreign.name });
  if (text !== null) return text;
  throw fault(fileErrors.notText, { what, path: shown, found: null });
}

/** Null when the bytes are not UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The chunks of a stream as one piece, up to a limit.
 * @throws WeightkitError WK117
 */
export async function gather(
  chunks: AsyncIterable<unknown>,
  what: string,
  limit: number,
): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) continue;
    bytes += chunk.length;
    if (bytes > limit) tooLarge(what, "from stdin", limit);
    read.push(chunk);
  }
  return Buffer.concat(read, bytes);
}

/** Null when there is more: no source is trusted to state its size. */
function readUpTo(path: string, limit: number): Uint8Array | null {
  // A pipe that nobody writes to would block the opening forever, and Ctrl-C with it.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const piece = new Uint8Array(Math.min(PIECE, limit + 1 - bytes));
      const read = readWaiting(file, piece);
      if (read === 0) return Buffer.concat(pieces, bytes);
      bytes += read;
      if (bytes > limit) return null;
      pieces.push(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}

/** Waits for the writer of a pipe, not forever. */
function readWaiting(file: number, piece: Uint8Array): number {
  for (let waited = 0; ; waited += PAUSE) {
    try {
      return readSync(file, piece);
    } catch (error) {
      const empty = error instanceof Error && "code" in error && error.code === "EAGAIN";
      if (!empty) throw error;
      if (waited >= MAX_WAIT) throw new Error(NOTHING_CAME, { cause: error });
      Atomics.wait(SLEEP, 0, 0, PAUSE);
    }
  }
}

function tooLarge(what: string, path: string, limit: number): never {
  throw fault(fileErrors.inputTooLarge, { what, path, limit });
}
