import { logicErrors } from "../errors/logic-errors.js";
import { meteringErrors } from "../errors/metering-errors.js";
import { fault, type Place, type WeightkitError } from "../errors/weightkit-error.js";
import { inspectWasm } from "../wasm/inspect.js";
import type { Manifest } from "./manifest.js";

/** 4 GiB, WebAssembly's own limit. */
const MAX_PAGES = 65_536;

/**
 * What in a valid manifest makes every run of its module fail where bls-runtime runs the manifest.
 * @param wasm the module
 * @param file where the manifest is, for the errors' place
 * @returns WK404 and WK453
 */
export function manifestFaults(
  manifest: Manifest,
  wasm: Uint8Array,
  file: string,
): WeightkitError[] {
  const faults: WeightkitError[] = [];
  const place = (field: string): { readonly place: Place } => ({ place: { file, field } });
  const bad = (field: string, what: string): void => {
    faults.push(fault(logicErrors.badManifest, { what: `${field} ${what}` }, place(field)));
  };
  const { run_time: seconds, limited_fuel: fuel, limited_memory: pages } = manifest;
  if (seconds !== undefined)
    bad("run_time", "keeps bls-runtime from running the logic: it sleeps and exits 15");
  if (fuel === 0) bad("limited_fuel", "is 0, so that each run is out of fuel at once");
  if (pages !== undefined && pages > MAX_PAGES)
    bad("limited_memory", `is ${pages} pages of 64 KiB, but there are ${MAX_PAGES} at most`);
  return [...faults, ...memoryFaults(pages, wasm, place("limited_memory"))];
}

/** WK453 where a module needs more memory at its start than the manifest allows. */
export function memoryFaults(
  limit: number | undefined,
  wasm: Uint8Array,
  where: { readonly place?: Place } = {},
): WeightkitError[] {
  const minimum = Math.max(0, ...inspectWasm(wasm).memories.map((memory) => memory.minimum));
  if (limit === undefined || minimum <= limit) return [];
  return [fault(meteringErrors.memoryOverLimit, { minimum, limit }, where)];
}
