import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault } from "../../errors/weightkit-error.js";
import type { Feature } from "../../metering/required-features.js";
import { wasm } from "../../wasm/wasm-api.js";
import type { WasmModule } from "../../wasm/wasm-api.js";

/** Flags of Node 20's V8 for what later ones have switched on. */
const FLAGS: Partial<Record<Feature, string>> = {
  "extended constant expressions": "--experimental-wasm-extended-const",
  "relaxed SIMD": "--experimental-wasm-relaxed-simd",
};

/**
 * Compiles for V8.
 * @param features proposals that the module uses, to be switched on where the V8 at hand has them off
 * @throws WeightkitError WK424 when the bytes are not valid, or use what this V8 lacks
 */
export function compile(bytes: Uint8Array, features: ReadonlySet<Feature>): WasmModule {
  try {
    return new wasm.Module(bytes);
  } catch (cause) {
    const flags = [...features].flatMap((feature) => FLAGS[feature] ?? []);
    if (flags.length > 0 && isNode20()) {
      const { setFlagsFromString } = process.getBuiltinModule("node:v8");
      for (const flag of flags) setFlagsFromString(flag);
      return compile(bytes, new Set());
    }
    const why = cause instanceof Error ? cause.message : String(cause);
    throw fault(runtimeErrors.doesNotCompile, { why }, { cause });
  }
}

/** False in browsers, which have no flags either. */
function isNode20(): boolean {
  return "process" in globalThis && process.versions.v8.startsWith("11.");
}
