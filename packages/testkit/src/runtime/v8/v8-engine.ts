import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, throwFaults } from "../../errors/weightkit-error.js";
import { inspectWasm } from "../../wasm/inspect.js";
import type { Logic } from "../../logic/logic.js";
import type { WasmInterface } from "../../wasm/wasm-interface.js";
import { instrument } from "../../metering/instrument.js";
import type { Instrumented } from "../../metering/instrumented.js";
import type { PrepareOptions, SyncEngine, SyncPreparedLogic } from "../engine.js";
import { linkFaults } from "../host/check-imports.js";
import { V8Logic } from "./v8-logic.js";
import { wasm } from "../../wasm/wasm-api.js";
import type { WasmModule } from "../../wasm/wasm-api.js";

/** Runs weight logic on Node's own WebAssembly: the default engine. */
export const v8Engine: SyncEngine = {
  name: "v8",
  prepare(logic: Logic, options: PrepareOptions): SyncPreparedLogic {
    const found = inspectWasm(logic.bytes);
    throwFaults(linkFaults(found));
    const rewritten = rewrite(logic, found, options);
    const bytes = rewritten?.bytes ?? logic.bytes;
    const module = compile(bytes);
    return new V8Logic(logic, { module, bytes, rewritten }, options);
  },
};

function rewrite(
  logic: Logic,
  { start, imports }: WasmInterface,
  { limits, metered, profile = false }: PrepareOptions,
): Instrumented | null {
  const { memoryPages: maxMemoryPages } = limits;
  // A start function runs inside the instantiation, when host functions cannot reach the memory yet; metering makes it a
  // function that is called after. The fuel is then not told.
  const meter = metered || (start !== null && imports.length > 0);
  if (!meter && maxMemoryPages === null) return null;
  return instrument(logic.bytes, { costModel: "classic", maxMemoryPages, meter, profile });
}

function compile(bytes: Uint8Array): WasmModule {
  try {
    return new wasm.Module(bytes);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw fault(runtimeErrors.doesNotCompile, { why }, { cause });
  }
}
