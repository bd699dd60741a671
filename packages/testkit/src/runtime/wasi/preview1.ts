import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { clockFunctions } from "./clock.js";
import { fileFunctions } from "./files.js";
import { processFunctions } from "./process.js";

/**
 * All of wasi_snapshot_preview1 for a command without a file system, as wasmtime's wasi-common answers it: pointers
 * outside of memory trap, there are three streams, and every other descriptor is a bad one (errno 8).
 */
export function preview1(host: Host): HostModule {
  const { functions, table } = fileFunctions(host);
  return { ...functions, ...processFunctions(host), ...clockFunctions(host, table) };
}
