import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";

/**
 * A name inside an archive without `./` and trailing slashes.
 * @throws WeightkitError WK407 when it is absolute, climbs out with `..`, or is not plain text
 */
export function checkEntryName(name: string): string {
  const refuse = (why: string): never => {
    throw fault(logicErrors.unsafeName, { name, why });
  };
  if (/[\0-\x1f\x7f\\]/.test(name)) refuse("has a control character or a backslash");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) refuse("is absolute");
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) refuse("climbs out of the archive");
  return parts.join("/");
}

/** Whether a manifest may use `name` for a file next to it: one plain name, no folder. */
export function isPlainFileName(name: string): boolean {
  return /^[^\0-\x1f\x7f\\/:]+$/.test(name) && name !== "." && name !== "..";
}
