import type { RuntimeTarget } from "../versions.js";

type Signatures = Readonly<Record<string, string>>;

const PREVIEW_1: Signatures = {
  args_get: "ii:i",
  args_sizes_get: "ii:i",
  environ_get: "ii:i",
  environ_sizes_get: "ii:i",
  clock_res_get: "ii:i",
  clock_time_get: "iIi:i",
  fd_advise: "iIIi:i",
  fd_allocate: "iII:i",
  fd_close: "i:i",
  fd_datasync: "i:i",
  fd_fdstat_get: "ii:i",
  fd_fdstat_set_flags: "ii:i",
  fd_fdstat_set_rights: "iII:i",
  fd_filestat_get: "ii:i",
  fd_filestat_set_size: "iI:i",
  fd_filestat_set_times: "iIIi:i",
  fd_pread: "iiiIi:i",
  fd_prestat_get: "ii:i",
  fd_prestat_dir_name: "iii:i",
  fd_pwrite: "iiiIi:i",
  fd_read: "iiii:i",
  fd_readdir: "iiiIi:i",
  fd_renumber: "ii:i",
  fd_seek: "iIii:i",
  fd_sync: "i:i",
  fd_tell: "ii:i",
  fd_write: "iiii:i",
  path_create_directory: "iii:i",
  path_filestat_get: "iiiii:i",
  path_filestat_set_times: "iiiiIIi:i",
  path_link: "iiiiiii:i",
  path_open: "iiiiiIIii:i",
  path_readlink: "iiiiii:i",
  path_remove_directory: "iii:i",
  path_rename: "iiiiii:i",
  path_symlink: "iiiii:i",
  path_unlink_file: "iii:i",
  poll_oneoff: "iiii:i",
  proc_exit: "i:",
  proc_raise: "i:i",
  random_get: "ii:i",
  sched_yield: ":i",
  sock_accept: "iii:i",
  sock_recv: "iiiiii:i",
  sock_send: "iiiii:i",
  sock_shutdown: "ii:i",
};

/** WASI's snapshot before preview 1: the same functions and types, but for `sock_accept`, which came later. */
const PREVIEW_0: Signatures = Object.fromEntries(
  Object.entries(PREVIEW_1).filter(([name]) => name !== "sock_accept"),
);

/** The blockless extensions as in bls-runtime's witx files of v0.3.1 to v0.6.3 (what any of them had is here). */
const EXTENSIONS: Readonly<Record<string, Signatures>> = {
  blockless_memory: { memory_read: "iii:i", env_var_read: "iii:i" },
  blockless_http: {
    http_req: "iiiiii:i",
    http_read_header: "iiiiii:i",
    http_read_body: "iiii:i",
    http_close: "i:i",
  },
  blockless_cgi: {
    cgi_list_exec: "i:i",
    cgi_list_read: "iiii:i",
    cgi_open: "iii:i",
    cgi_stdout_read: "iiii:i",
    cgi_stderr_read: "iiii:i",
    cgi_stdin_write: "iiii:i",
    cgi_close: "i:i",
  },
  blockless_ipfs: {
    ipfs_command: "iiii:i",
    ipfs_read: "iiii:i",
    ipfs_write: "iiii:i",
    ipfs_close: "i:i",
  },
  blockless_s3: {
    bucket_command: "iiii:i",
    bucket_put_object: "iiii:i",
    s3_read: "iiii:i",
    s3_close: "i:i",
  },
  blockless_socket: { create_tcp_bind_socket: "iii:i", tcp_connect: "iii:i" },
  blockless_drivers: { blockless_open: "iiiii:i" },
};

/** The functions that a node provides, by module, with their types (parameters, colon, results). */
export function provided(target: RuntimeTarget): Readonly<Record<string, Signatures>> {
  return {
    wasi_snapshot_preview1: PREVIEW_1,
    ...(target === "0.6.3" ? { wasi_unstable: PREVIEW_0 } : {}),
    ...EXTENSIONS,
  };
}
