import { readFileSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  ENOTDIR: "a part of its path is not a folder",
  EEXIST: "a file is in the way",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  ENAMETOOLONG: "its name is too long",
};

/**
 * A path as the user knows it: relative to `cwd` when it lies below, else as given. The same command then prints the same
 * bytes wherever the folder lies.
 */
export function shownPath(path: string, cwd: string): string {
  const shown = relative(cwd, resolve(cwd, path));
  return shown === "" || shown.startsWith("..") || isAbsolute(shown) ? path : shown;
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

/**
 * A file's bytes.
 * @throws WeightkitError WK111
 */
export function readBytes(path: string, what: string, shown = path): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = reasonOf(cause);
    throw fault(usageErrors.unreadableFile, { what, path: shown, reason }, { cause });
  }
}

/**
 * A file's text, which must be UTF-8.
 * @throws WeightkitError WK111
 */
export function readText(path: string, what: string, shown = path): string {
  const bytes = readBytes(path, what, shown);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    const reason = "it is not UTF-8 text";
    throw fault(usageErrors.unreadableFile, { what, path: shown, reason }, { cause });
  }
}
