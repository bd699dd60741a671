/** What the imports of weight logic are for, by module and name. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["wasi_snapshot_preview1.fd_write", "print: the weights on stdout, logs on stderr"],
  ["wasi_snapshot_preview1.fd_read", "read stdin, which is empty on a b7s network, or a file"],
  ["wasi_snapshot_preview1.proc_exit", "end the run with an exit code"],
  ["wasi_snapshot_preview1.args_get", "read the command line"],
  ["wasi_snapshot_preview1.args_sizes_get", "read the command line"],
  ["wasi_snapshot_preview1.environ_get", "read environment variables by WASI"],
  ["wasi_snapshot_preview1.environ_sizes_get", "read environment variables by WASI"],
  ["wasi_snapshot_preview1.clock_time_get", "read a clock: nodes' clocks differ"],
  ["wasi_snapshot_preview1.clock_res_get", "read how fine a clock is"],
  ["wasi_snapshot_preview1.random_get", "draw randomness: every node draws another"],
  ["wasi_snapshot_preview1.path_open", "open a file in the node's folder for this function"],
  ["blockless_memory.memory_read", "read the payload, the only way on a b7s network"],
  ["blockless_memory.env_var_read", "read the variables that the request lists"],
  ["blockless_http.http_req", "send an HTTP request to a permitted URL"],
  ["blockless_http.http_read_header", "read a header of an HTTP response"],
  ["blockless_http.http_read_body", "read the body of an HTTP response"],
  ["blockless_http.http_close", "end an HTTP request"],
]);

const OF_MODULES: ReadonlyMap<string, string> = new Map([
  ["wasi_snapshot_preview1", "WASI preview 1"],
  ["wasi_unstable", "WASI before preview 1"],
  ["blockless_memory", "the node's memory interface"],
  ["blockless_http", "the node's HTTP interface"],
  ["blockless_cgi", "run programs of the node: off on most nodes"],
  ["blockless_ipfs", "the node's IPFS interface"],
  ["blockless_s3", "the node's S3 interface"],
  ["blockless_socket", "the node's sockets"],
  ["blockless_drivers", "the node's drivers"],
]);

/** What an import is for. */
export function meaning(module: string, name: string): string {
  return (
    MEANINGS.get(`${module}.${name}`) ??
    OF_MODULES.get(module) ??
    "no node provides this: the logic cannot start"
  );
}
