import { latin1 } from "../../numbers/bytes.js";
import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { Errno } from "./errno.js";
import type { FileTable } from "./file-table.js";
import type { Layout } from "./layout.js";

const DIRECTORY = 3;
const OPEN_CREATE = 1;
/** Rights that wasmtime gives the folder, and what is opened in it (probe w-fdstat-3). */
const FOLDER_RIGHTS = 0x07b7fe00n;
const INHERITED_RIGHTS = 0x0ff7ffffn;

const NOTE =
  "The logic tried to write a file: there are none here, while on a node it would stay for the next run";

/**
 * WASI's functions on the folder `/`, which a node opens as descriptor 3 (its `--fs-root-path`). Here it is empty and
 * cannot be written: what a run leaves behind would be the next run's input.
 */
export function folderFunctions(host: Host, table: FileTable, layout: Layout): HostModule {
  /** Of a function that takes a folder's descriptor first: a stream is not a folder. */
  const inFolder =
    (act: (rest: readonly number[]) => number) =>
    (fd: number, ...rest: number[]): number => {
      host.checkRunning();
      const opened = table.get(fd);
      if (opened === undefined) return Errno.badf;
      return opened === "root" ? act(rest) : Errno.notdir;
    };
  const missing = inFolder(() => Errno.noent);
  const unwritable = inFolder(() => {
    host.note(NOTE);
    return Errno.rofs;
  });
  const isRoot = (pointer: number, length: number): boolean => {
    const path = latin1(host.span(pointer >>> 0, length >>> 0));
    return /^\.?\/*$/.test(path);
  };
  return {
    fd_prestat_get(fd: number, result: number): number {
      if (table.get(fd) !== "root") return Errno.badf;
      host.check(result >>> 0, 8, 4).setBigUint64(result >>> 0, 0n, true);
      host.setU32((result >>> 0) + 4, 1);
      return Errno.success;
    },
    fd_prestat_dir_name(fd: number, pointer: number, length: number): number {
      if (table.get(fd) !== "root") return Errno.badf;
      if (length >>> 0 < 1) return Errno.nametoolong;
      host.span(pointer >>> 0, 1)[0] = 0x2f;
      return Errno.success;
    },
    fd_readdir: inFolder(([, , , result = 0]) => {
      host.setU32(result >>> 0, 0);
      return Errno.success;
    }),
    path_open: inFolder(([, path = 0, length = 0, flags = 0]) => {
      host.span(path >>> 0, length >>> 0);
      if ((flags & OPEN_CREATE) === 0) return Errno.noent;
      host.note(NOTE);
      return Errno.rofs;
    }),
    path_filestat_get: inFolder(([, path = 0, length = 0, result = 0]) => {
      if (!isRoot(path, length)) return Errno.noent;
      writeFolderStat(host, result >>> 0, layout);
      return Errno.success;
    }),
    path_create_directory: unwritable,
    path_symlink(_target: number, _length: number, fd: number): number {
      return unwritable(fd);
    },
    path_filestat_set_times: missing,
    path_link: missing,
    path_readlink: missing,
    path_remove_directory: missing,
    path_rename: missing,
    path_unlink_file: missing,
  };
}

/** The folder's `fdstat`. */
export function writeFolderStatus(host: Host, at: number): void {
  const view = host.check(at, 24, 8);
  view.setBigUint64(at, BigInt(DIRECTORY), true);
  view.setBigUint64(at + 8, FOLDER_RIGHTS, true);
  view.setBigUint64(at + 16, INHERITED_RIGHTS, true);
}

/** The folder's `filestat`, without the device, number and times that a real one has. */
export function writeFolderStat(host: Host, at: number, layout: Layout): void {
  host.check(at, layout.filestat, 8);
  host.span(at, layout.filestat).fill(0);
  const view = host.view();
  view.setUint8(at + 16, DIRECTORY);
  view.setUint8(at + layout.filestatLinks, 2);
}
