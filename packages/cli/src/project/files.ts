import { readFileSync } from "node:fs";
import { fault } from "@weightkit/testkit/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "it does not exist",
  ENOTDIR: "a part of its path is not a folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  ENAMETOOLONG: "its name is too long",
};

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
