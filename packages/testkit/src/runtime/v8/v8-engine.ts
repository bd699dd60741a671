import { runtimeErrors } from "../../errors/runtime-errors.js";
import { WeightkitError, fault, throwFaults } from "../../errors/weightkit-error.js";
import { inspectWasm } from "../../wasm/inspect.js";
import type { Logic } from "../../logic/logic.js";
import type { WasmInterface } from "../../wasm/wasm-interface.js";
import { instrument } from "../../metering/instrument.js";
import type { Instrumented } from "../../metering/instrumented.js";
import { requiredFeatures, type Feature } from "../../metering/required-features.js";
import type { StackModel } from "../../metering/stack-model.js";
import type { PrepareOptions, SyncEngine, SyncPreparedLogic } from "../engine.js";
import { GuestMemory, MAX_REUSED_PAGES } from "../host/guest-memory.js";
import { linkFaults } from "../host/check-imports.js";
import { checkLimits, DEFAULT_LIMITS } from "../limits.js";
import type { Limits } from "../limits.js";
import { DEFAULT_RUNTIME, includesOldest, type RuntimeTarget } from "../versions.js";
import { compile } from "./compile.js";
import { V8Logic } from "./v8-logic.js";

/** Runs weight logic on Node's own WebAssembly: the default engine. */
export const v8Engine: SyncEngine = {
  name: "v8",
  prepare: (logic: Logic, options: PrepareOptions): SyncPreparedLogic =>
    prepareForV8(logic, options),
};

/** What {@link v8Engine} prepares. @throws WeightkitError as any engine's `prepare` */
export function prepareForV8(logic: Logic, options: PrepareOptions): V8Logic {
  const { runtime: target = DEFAULT_RUNTIME } = options;
  checkLimits(options.limits);
  const found = inspectWasm(logic.bytes);
  throwFaults(linkFaults(found, target));
  const features = featuresOf(logic.bytes);
  if (includesOldest(target))
    throwFaults([...features].map((feature) => fault(runtimeErrors.newerFeature, { feature })));
  const rewritten = rewrite(logic, found, options, target);
  const { bytes } = rewritten;
  const module = compile(bytes, features);
  const memory = GuestMemory.of(rewritten);
  return new V8Logic(logic, { module, bytes, rewritten, memory, writes: [] }, options);
}

/** Empty for a module that cannot be read: metering or compiling it reports why. */
function featuresOf(bytes: Uint8Array): ReadonlySet<Feature> {
  try {
    return requiredFeatures(bytes);
  } catch (error) {
    if (error instanceof WeightkitError) return new Set();
    throw error;
  }
}

function rewrite(
  logic: Logic,
  { start, imports }: WasmInterface,
  { limits, metered, profile = false }: PrepareOptions,
  target: RuntimeTarget,
): Instrumented {
  const { memoryPages: maxMemoryPages } = limits;
  // A start function runs inside the instantiation, when host functions cannot reach the memory yet; metering makes it a
  // function that is called after. The fuel is then not reported.
  const meter = metered || (start !== null && imports.length > 0);
  return instrument(logic.bytes, {
    ...{ costModel: "classic", maxMemoryPages, importMemory: MAX_REUSED_PAGES },
    ...{ limitTables: true, meter, profile },
    stack: stackModel(limits, target),
  });
}

/** Where the fuel limit is only the harness's own, a node counts none, and its frames are smaller. */
function stackModel({ fuel }: Limits, target: RuntimeTarget): StackModel {
  const countsFuel = fuel !== null && fuel !== DEFAULT_LIMITS.fuel;
  return { wasmtime: target === "0.3.1" ? 9 : 28, countsFuel };
}
