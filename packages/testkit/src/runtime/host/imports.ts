import { blocklessHttp } from "../blockless/http.js";
import { blocklessMemory } from "../blockless/memory.js";
import { refusedModules } from "../blockless/refusals.js";
import type { HostFunction, HostModule, WasmImports } from "../../wasm/wasm-api.js";
import { Errno } from "../wasi/errno.js";
import { preview0, preview1 } from "../wasi/previews.js";
import type { Host } from "./host.js";
import { PointerFault } from "./stop.js";

/** Everything that a node's guest can import, bound to one host's state. */
export function makeImports(host: Host): WasmImports {
  const wasi = preview1(host);
  return {
    wasi_snapshot_preview1: host.target === "0.3.1" ? withFaults(wasi) : wasi,
    ...(host.target === "0.6.3" ? { wasi_unstable: preview0(host) } : {}),
    blockless_memory: blocklessMemory(host),
    blockless_http: blocklessHttp(host),
    ...refusedModules(host),
  };
}

/** As 0.3.1 has it: a pointer outside of memory is answered by an error number, where 0.6.3 ends the run. */
function withFaults(module: HostModule): HostModule {
  return Object.fromEntries(
    Object.entries(module).map(([name, call]): [string, HostFunction] => [
      name,
      (...args: never[]): unknown => {
        try {
          return call(...args);
        } catch (error) {
          if (error instanceof PointerFault) return Errno.fault;
          throw error;
        }
      },
    ]),
  );
}
