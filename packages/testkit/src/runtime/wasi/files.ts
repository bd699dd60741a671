import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { EXIT_UNKNOWN } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { Errno } from "./errno.js";
import { FileTable } from "./file-table.js";

const RIGHT_READ = 1n << 1n;
const RIGHT_WRITE = 1n << 6n;
const FDFLAG_APPEND = 1;

/** WASI's functions on file descriptors: stdin, stdout and stderr, and the proper errno for all else. */
export function fileFunctions(host: Host): { functions: HostModule; table: FileTable } {
  const table = new FileTable(host);
  return {
    table,
    functions: { ...streams(host, table), ...descriptors(host, table), ...nothing(table) },
  };
}

function streams(host: Host, table: FileTable): HostModule {
  return {
    fd_read(fd: number, iovs: number, count: number, result: number): number {
      host.checkRunning();
      if (table.get(fd) !== "stdin") return Errno.badf;
      const { stdin, stdinMode } = host.request;
      const rest = stdinMode === "inherit" ? stdin.subarray(table.stdinPosition) : null;
      let read = 0;
      eachVector(host, iovs, count, (pointer, length) => {
        if (rest === null) return;
        const part = rest.subarray(read, read + length);
        host.span(pointer, length).set(part);
        read += part.length;
      });
      table.stdinPosition += read;
      host.setU32(result >>> 0, read);
      return Errno.success;
    },
    fd_write(fd: number, iovs: number, count: number, result: number): number {
      host.checkRunning();
      const stream = table.get(fd);
      if (stream === undefined || stream === "stdin") return Errno.badf;
      const sink = stream === "stdout" ? host.stdout : host.stderr;
      let written = 0;
      eachVector(host, iovs, count, (pointer, length) => {
        if (!sink.write(host.span(pointer, length))) flooded(host, stream);
        written += length;
      });
      host.setU32(result >>> 0, written);
      return Errno.success;
    },
  };
}

function descriptors(host: Host, table: FileTable): HostModule {
  return {
    fd_close: (fd: number): number => (table.close(fd) ? Errno.success : Errno.badf),
    fd_renumber: (from: number, to: number): number =>
      table.renumber(from, to) ? Errno.success : Errno.badf,
    fd_fdstat_get(fd: number, result: number): number {
      const stream = table.get(fd);
      if (stream === undefined) return Errno.badf;
      const view = host.check(result >>> 0, 24, 8);
      // File type "unknown", as wasmtime says of pipes; its guests then buffer what they print.
      view.setBigUint64(result >>> 0, 0n, true);
      view.setUint16((result >>> 0) + 2, stream === "stdin" ? 0 : FDFLAG_APPEND, true);
      const rights = stream === "stdin" ? RIGHT_READ : RIGHT_WRITE;
      view.setBigUint64((result >>> 0) + 8, rights, true);
      view.setBigUint64((result >>> 0) + 16, 0n, true);
      return Errno.success;
    },
    fd_filestat_get(fd: number, result: number): number {
      if (table.get(fd) === undefined) return Errno.badf;
      host.check(result >>> 0, 64, 8);
      host.span(result >>> 0, 64).fill(0);
      return Errno.success;
    },
  };
}

/** Functions that need a file system, and so have nothing to work on. */
function nothing(table: FileTable): HostModule {
  const onStream = (errno: number) => (fd: number) =>
    table.get(fd) === undefined ? Errno.badf : errno;
  const badf = (): number => Errno.badf;
  return {
    fd_seek: onStream(Errno.spipe),
    fd_tell: onStream(Errno.spipe),
    fd_pread: onStream(Errno.spipe),
    fd_pwrite: onStream(Errno.spipe),
    fd_sync: onStream(Errno.success),
    fd_datasync: onStream(Errno.success),
    fd_fdstat_set_rights: onStream(Errno.notsup),
    fd_advise: badf,
    fd_allocate: badf,
    fd_fdstat_set_flags: badf,
    fd_filestat_set_size: badf,
    fd_filestat_set_times: badf,
    fd_prestat_get: badf,
    fd_prestat_dir_name: badf,
    fd_readdir: badf,
    path_create_directory: badf,
    path_filestat_get: badf,
    path_filestat_set_times: badf,
    path_link: badf,
    path_open: badf,
    path_readlink: badf,
    path_remove_directory: badf,
    path_rename: badf,
    path_symlink: badf,
    path_unlink_file: badf,
    sock_accept: badf,
    sock_recv: badf,
    sock_send: badf,
    sock_shutdown: badf,
  };
}

/** Calls `each` with every (pointer, length) of an array of WASI io vectors. */
function eachVector(
  host: Host,
  iovs: number,
  count: number,
  each: (pointer: number, length: number) => void,
): void {
  const start = iovs >>> 0;
  const total = count >>> 0;
  if (total === 0) return;
  const view = host.check(start, total * 8, 4);
  for (let at = start; at < start + total * 8; at += 8)
    each(view.getUint32(at, true), view.getUint32(at + 4, true));
}

function flooded(host: Host, stream: "stdout" | "stderr"): never {
  const limit = stream === "stdout" ? host.limits.stdoutBytes : host.limits.stderrBytes;
  const row = stream === "stdout" ? runtimeErrors.stdoutLimit : runtimeErrors.stderrLimit;
  host.stop(EXIT_UNKNOWN, fault(row, { limit }));
}
