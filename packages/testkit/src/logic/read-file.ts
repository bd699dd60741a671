import { lstatSync, readFileSync, statSync } from "node:fs";
import { logicErrors } from "../errors/logic-errors.js";
import { nearFile } from "../history/near-file.js";
import { fault } from "../errors/weightkit-error.js";

/** The kind and size of what a path names; links are followed. @throws WeightkitError WK400, WK411 */
export function kindOf(path: string): "file" | "folder" {
  try {
    const found = statSync(path);
    if (found.isFile()) return "file";
    if (found.isDirectory()) return "folder";
  } catch (cause) {
    throw translate(path, cause);
  }
  throw fault(
    logicErrors.notReadable,
    { path, why: "it is neither a file nor a folder" },
    { place: { file: path } },
  );
}

/** A regular file of at most `limit` bytes. @throws WeightkitError WK400, WK408, WK411 */
export function readLimited(path: string, limit: number): Uint8Array {
  if (kindOf(path) !== "file")
    throw fault(
      logicErrors.notReadable,
      { path, why: "it is a folder" },
      { place: { file: path } },
    );
  try {
    if (statSync(path).size > limit)
      throw fault(logicErrors.tooLarge, { what: path, limit }, { place: { file: path } });
    return readFileSync(path);
  } catch (cause) {
    throw translate(path, cause);
  }
}

/** Whether there is anything at all at `path`, a broken link included. */
export function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function translate(path: string, cause: unknown): unknown {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
  if (typeof code !== "string" || code.startsWith("WK")) return cause;
  const place = { file: path };
  if (code === "ENOENT" || code === "ENOTDIR")
    return fault(logicErrors.missing, { path, suggestion: nearFile(path) }, { place, cause });
  const why = code === "ELOOP" ? "its links go round in a circle" : code;
  return fault(logicErrors.notReadable, { path, why }, { place, cause });
}
