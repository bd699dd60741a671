import { blocklessHttp } from "../blockless/http.js";
import { blocklessMemory } from "../blockless/memory.js";
import { refusedModules } from "../blockless/refusals.js";
import type { WasmImports } from "../../wasm/wasm-api.js";
import { preview1 } from "../wasi/preview1.js";
import type { Host } from "./host.js";

/** Everything that a node's guest can import, bound to one host's state. */
export function makeImports(host: Host): WasmImports {
  return {
    wasi_snapshot_preview1: preview1(host),
    blockless_memory: blocklessMemory(host),
    blockless_http: blocklessHttp(host),
    ...refusedModules(host),
  };
}
