import {
  closeSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, resolve } from "node:path";
import { makeFolder } from "@weightkit/testkit/internal/history/make-folder";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { fileErrors } from "../errors/file-errors.js";
import { isDevice, openDevice } from "./device.js";
import { checkInside } from "./inside.js";
import { writeReason } from "./read.js";
import { pending, temporaryIn } from "./temporary.js";
import type { NamedFile } from "./named-file.js";

/**
 * Writes files whole or not at all: all under temporary names first, then each renamed. Makes the folders. Devices and pipes are written
 * into, after all the others.
 * @throws WeightkitError WK112
 */
export function writeFiles(directory: string, files: readonly NamedFile[]): void {
  const isInto = ({ name }: NamedFile): boolean => isDevice(resolve(directory, name));
  replaceFiles(
    directory,
    files.filter((file) => !isInto(file)),
  );
  for (const { name, bytes } of files.filter(isInto)) {
    const path = resolve(directory, name);
    attempt(path, () => {
      const device = openDevice(path);
      try {
        // Piece by piece, since a pipe may take less than all.
        for (let at = 0; at < bytes.length;) at += writeSync(device, bytes, at);
      } finally {
        closeSync(device);
      }
    });
  }
}

function replaceFiles(directory: string, files: readonly NamedFile[]): void {
  const written: (readonly [string, string])[] = [];
  try {
    for (const { name, bytes } of files) {
      const path = resolve(directory, name);
      const temporary = temporaryIn(dirname(path));
      written.push([temporary, path]);
      attempt(path, () => {
        makeFolder(dirname(path));
        pending.add(temporary);
        writeFileSync(temporary, bytes);
        // Before any is renamed, so that none is where one cannot be.
        if (isFolder(path)) throw Object.assign(new Error("EISDIR"), { code: "EISDIR" });
      });
    }
    for (const [temporary, path] of written) {
      attempt(path, () => {
        renameSync(temporary, path);
      });
      pending.delete(temporary);
    }
  } finally {
    for (const [temporary] of written) {
      if (pending.delete(temporary)) rmSync(temporary, { force: true });
    }
  }
}

/**
 * As {@link writeFiles}, for what weightkit writes in a project by itself: whatever has such a name there is replaced.
 * @param project the folder that no file may leave, links followed
 * @throws WeightkitError WK112, WK159
 */
export function writeInside(project: string, directory: string, files: readonly NamedFile[]): void {
  for (const { name } of files) checkInside(project, dirname(resolve(directory, name)));
  replaceFiles(directory, files);
}

/** Whether a folder, and no link to one, is there. */
function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a file, and no link, has these bytes already. */
export function stands(path: string, bytes: Uint8Array): boolean {
  try {
    const { size } = lstatSync(path);
    return size === bytes.length && lstatSync(path).isFile() && readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw fault(fileErrors.unwritableFile, { path, reason: writeReason(cause) }, { cause });
  }
}
