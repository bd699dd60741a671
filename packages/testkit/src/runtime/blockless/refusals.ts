import type { Host } from "../host/host.js";
import { provided } from "../host/signatures.js";
import type { HostFunction, HostModule } from "../../wasm/wasm-api.js";

/** Error number that each refused extension answers: its "permission denied", or the nearest that it has. */
const REFUSAL: Readonly<Record<string, number>> = {
  /** Runtime error. */
  blockless_cgi: 2,
  /** Permission denied. */
  blockless_ipfs: 9,
  /** Permission denied. */
  blockless_s3: 12,
  /** Connection refused. */
  blockless_socket: 2,
  /** WASI's ENOTCAPABLE. */
  blockless_drivers: 76,
};

/** The blockless extensions that link but give nothing: weight logic has no use for them that could be replayed. */
export function refusedModules(host: Host): Readonly<Record<string, HostModule>> {
  const known = provided(host.target);
  const modules: Record<string, HostModule> = {};
  for (const [module, errno] of Object.entries(REFUSAL)) {
    const functions: Record<string, HostFunction> = {};
    for (const name of Object.keys(known[module] ?? {}))
      functions[name] = () => {
        host.checkRunning();
        host.note(`The logic called ${module}.${name}, which is refused here (errno ${errno})`);
        return errno;
      };
    modules[module] = functions;
  }
  return modules;
}
