import { join } from "node:path";
import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { PackageFile } from "./package-file.js";
import { readLimited } from "./read-file.js";
import type { PackagePlace } from "./read-package.js";

/** A package in a folder. */
export function inFolder(folder: string): PackagePlace {
  return {
    read: (name, limit) => readLimited(join(folder, name), limit),
    shown: (name) => join(folder, name),
  };
}

/** A package inside an archive. */
export function inArchive(path: string, files: readonly PackageFile[]): PackagePlace {
  const shown = (name: string): string => `${path}/${name}`;
  return {
    read: (name, limit) => {
      const found = files.find((file) => file.name === name);
      const place = { place: { file: path } };
      if (found === undefined)
        throw fault(logicErrors.missing, { path: shown(name), suggestion: null }, place);
      if (found.bytes.length > limit)
        throw fault(logicErrors.tooLarge, { what: shown(name), limit }, place);
      return found.bytes;
    },
    shown,
  };
}
