import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import { EXIT_UNKNOWN } from "../exit-codes.js";
import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { Errno } from "./errno.js";
import type { FileTable } from "./file-table.js";
import { writeFolderStat, writeFolderStatus } from "./folder.js";
import type { Layout } from "./layout.js";

const RIGHT_READ = 1n << 1n;
const RIGHT_WRITE = 1n << 6n;
const FDFLAG_APPEND = 1;

const NOTE_EMPTY_STDIN =
  "The logic read WASI's stdin, which is empty on a node: the payload comes through blockless_memory.memory_read";

/** WASI's functions on file descriptors: stdin, stdout and stderr, and the proper errno for all else. */
export function fileFunctions(host: Host, table: FileTable, layout: Layout): HostModule {
  return { ...streams(host, table), ...descriptors(host, table, layout), ...others(table) };
}

function streams(host: Host, table: FileTable): HostModule {
  return {
    fd_read(fd: number, iovs: number, count: number, result: number): number {
      host.checkRunning();
      if (table.get(fd) !== "stdin") return Errno.badf;
      const { stdin, stdinMode } = host.request;
      if (stdinMode !== "inherit") host.note(NOTE_EMPTY_STDIN);
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
      if (stream !== "stdout" && stream !== "stderr") return Errno.badf;
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

function descriptors(host: Host, table: FileTable, layout: Layout): HostModule {
  return {
    fd_close: (fd: number): number => (table.close(fd) ? Errno.success : Errno.badf),
    fd_renumber: (from: number, to: number): number =>
      table.renumber(from, to) ? Errno.success : Errno.badf,
    fd_fdstat_get(fd: number, result: number): number {
      const stream = table.get(fd);
      if (stream === undefined) return Errno.badf;
      if (stream === "root") {
        writeFolderStatus(host, result >>> 0);
        return Errno.success;
      }
      const view = host.check(result >>> 0, 24, 8);
      // File type "unknown", as wasmtime reports pipes; its guests then buffer what they print.
      view.setBigUint64(result >>> 0, 0n, true);
      view.setUint16((result >>> 0) + 2, stream === "stdin" ? 0 : FDFLAG_APPEND, true);
      const rights = stream === "stdin" ? RIGHT_READ : RIGHT_WRITE;
      view.setBigUint64((result >>> 0) + 8, rights, true);
      view.setBigUint64((result >>> 0) + 16, 0n, true);
      return Errno.success;
    },
    fd_filestat_get(fd: number, result: number): number {
      const opened = table.get(fd);
      if (opened === undefined) return Errno.badf;
      if (opened === "root") writeFolderStat(host, result >>> 0, layout);
      else {
        host.check(result >>> 0, layout.filestat, 8);
        host.span(result >>> 0, layout.filestat).fill(0);
      }
      return Errno.success;
    },
  };
}

/** The rest: a stream has no place to seek to and no size, and the folder is not read or written itself. */
function others(table: FileTable): HostModule {
  const answers =
    (stdin: number, output: number, root: number) =>
    (fd: number): number => {
      const opened = table.get(fd);
      if (opened === undefined) return Errno.badf;
      if (opened === "root") return root;
      return opened === "stdin" ? stdin : output;
    };
  const { badf, notsup, spipe, success } = Errno;
  const seek = answers(badf, spipe, badf);
  const sync = answers(success, success, badf);
  const none = (): number => badf;
  return {
    fd_seek: seek,
    fd_tell: seek,
    fd_pread: answers(spipe, spipe, badf),
    fd_pwrite: answers(spipe, spipe, badf),
    fd_sync: sync,
    fd_datasync: sync,
    fd_fdstat_set_rights: answers(success, success, success),
    fd_allocate: answers(notsup, notsup, badf),
    fd_advise: none,
    fd_fdstat_set_flags: none,
    fd_filestat_set_size: none,
    fd_filestat_set_times: none,
    sock_accept: none,
    sock_recv: none,
    sock_send: none,
    sock_shutdown: none,
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
