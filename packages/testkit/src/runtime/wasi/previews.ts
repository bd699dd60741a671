import type { Host } from "../host/host.js";
import type { HostModule } from "../../wasm/wasm-api.js";
import { clockFunctions } from "./clock.js";
import { fileFunctions } from "./files.js";
import { folderFunctions } from "./folder.js";
import { FileTable } from "./file-table.js";
import { PREVIEW_0_LAYOUT, PREVIEW_1_LAYOUT, type Layout } from "./layout.js";
import { processFunctions } from "./process.js";

/**
 * All of wasi_snapshot_preview1 as bls-runtime's wasi-common answers a command whose `/` is an empty folder: pointers
 * outside of memory end the run, and what is not a stream or that folder is a bad descriptor (errno 8).
 */
export function preview1(host: Host): HostModule {
  return functions(host, PREVIEW_1_LAYOUT);
}

/** The same as `wasi_unstable` has it, which 0.6.3 still provides. */
export function preview0(host: Host): HostModule {
  const { sock_accept, ...older } = functions(host, PREVIEW_0_LAYOUT);
  return sock_accept === undefined ? {} : older;
}

function functions(host: Host, layout: Layout): HostModule {
  const table = new FileTable(host);
  return {
    ...fileFunctions(host, table, layout),
    ...folderFunctions(host, table, layout),
    ...processFunctions(host),
    ...clockFunctions(host, table, layout),
  };
}
