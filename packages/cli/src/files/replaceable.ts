import { resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { fileErrors } from "../errors/file-errors.js";
import { shownPath } from "./read.js";
import { StandingFile } from "./standing.js";

/** Files that commands write, and can recognize. */
export type WrittenKind = "an HTML page" | "a JUnit report" | "a snapshot";

/** What a file of each kind begins with, whichever version wrote it. */
export const BEGINNINGS: Readonly<Record<WrittenKind, string>> = {
  "an HTML page": "<!doctype html>",
  "a JUnit report": "<?xml ",
  "a snapshot": "# weightkit snapshot ",
};

/**
 * An output replaces only an earlier one of its kind, or an empty file: a history or a source is soon named by mistake. To be asked before
 * the work, which would be lost with the refusal.
 * @param path as the user gave it, or absolute
 * @throws WeightkitError WK170
 */
export function checkReplaceable(path: string, kind: WrittenKind, cwd: string): void {
  const standing = StandingFile.at(resolve(cwd, path));
  if (standing === null) return;
  try {
    if (standing.over || standing.goesOn(Buffer.from(BEGINNINGS[kind]))) return;
  } finally {
    standing.close();
  }
  throw fault(fileErrors.otherKind, { file: shownPath(path, cwd), kind });
}
