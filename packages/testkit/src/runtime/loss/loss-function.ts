import { runtimeErrors } from "../../errors/runtime-errors.js";
import { fault, throwFaults, type ErrorReport } from "../../errors/weightkit-error.js";
import type { Logic } from "../../logic/logic.js";
import { instrument } from "../../metering/instrument.js";
import { STOPPED, type Instrumented } from "../../metering/instrumented.js";
import { requiredFeatures } from "../../metering/required-features.js";
import { inspectWasm } from "../../wasm/inspect.js";
import { wasm, type WasmImports, type WasmInstance, type WasmModule } from "../../wasm/wasm-api.js";
import type { WasmInterface } from "../../wasm/wasm-interface.js";
import { nothingAsked } from "../engine.js";
import { importFaults } from "../host/check-imports.js";
import { GuestMemory, MAX_REUSED_PAGES } from "../host/guest-memory.js";
import { Host } from "../host/host.js";
import { makeImports } from "../host/imports.js";
import { checkLimits, type Limits } from "../limits.js";
import { explain } from "../trace/explain.js";
import { DEFAULT_RUNTIME } from "../versions.js";
import { compile } from "../v8/compile.js";

/** What a module exports that calculates a loss; signatures as {@link WasmInterface} has them. */
const EXPORTS = [
  { name: "calculate", signature: "FF:F", words: "calculate(y_true: f64, y_pred: f64): f64" },
  { name: "is_never_negative", signature: ":i", words: "is_never_negative(): i32" },
] as const;

/** A loss, or why there is none. */
export type LossOutcome =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly failure: Pick<ErrorReport, "code" | "message"> };

/**
 * A loss of one inference and one truth, as a WASM that exports `calculate` and `is_never_negative` calculates it: what reputers of
 * today's network ask a loss service for (protocol section 9). Each call has a fresh instance, so that no call depends on another, and
 * a limit of fuel, so that every call ends. Neither time, randomness nor the network is there.
 */
export class LossFunction {
  readonly #host: Host;
  readonly #imports: WasmImports;
  readonly #meter: Instrumented;
  readonly #module: WasmModule;
  readonly #memory: GuestMemory | null;
  readonly #fuel: bigint;

  /** @throws WeightkitError WK40x, WK419, WK42x, WK45x, and WK456 for a module without a loss */
  constructor(
    readonly logic: Logic,
    limits: Limits,
  ) {
    checkLimits(limits);
    const found = inspectWasm(logic.bytes);
    throwFaults([...importFaults(found, DEFAULT_RUNTIME), ...exportFaults(found)]);
    this.#meter = instrument(logic.bytes, {
      ...{ costModel: "classic", maxMemoryPages: limits.memoryPages, limitTables: true },
      ...{
        importMemory: MAX_REUSED_PAGES,
        meter: true,
        profile: false,
        stack: { wasmtime: 28, countsFuel: true },
      },
    });
    this.#module = compile(this.#meter.bytes, requiredFeatures(logic.bytes));
    this.#memory = GuestMemory.of(this.#meter);
    this.#host = new Host(limits, DEFAULT_RUNTIME, `${logic.name}.wasm`);
    this.#imports = makeImports(this.#host);
    this.#fuel = BigInt(limits.fuel ?? Number.MAX_SAFE_INTEGER);
  }

  /** @returns the loss as the module gives it, which may be below 0 or not finite */
  calculate(yTrue: number, yPred: number): LossOutcome {
    return this.#call("calculate", [yTrue, yPred]);
  }

  /** @returns 0 for a loss that may be negative */
  isNeverNegative(): LossOutcome {
    return this.#call("is_never_negative", []);
  }

  #call(name: string, args: readonly number[]): LossOutcome {
    const host = this.#host;
    host.begin(nothingAsked);
    let instance: WasmInstance | null = null;
    try {
      const imports = this.#memory?.addTo(this.#imports) ?? this.#imports;
      instance = new wasm.Instance(this.#module, imports);
      this.#start(instance);
      const value = apply(instance.exports[name], args);
      return { ok: true, value: Number(value) };
    } catch (error) {
      const { failure } = explain(
        {
          thrown: host.stopped ?? error ?? new Error("nothing was thrown"),
          timeUp: false,
          started: instance !== null,
          exhausted: this.#exhausted(instance),
          probe: () => null,
        },
        { logic: this.logic, host, stderr: host.stderr.bytes(), offsets: this.#meter.offsets },
      );
      const { code, message } = failure ?? fault(runtimeErrors.aborted, { reason: null }).report();
      return { ok: false, failure: { code, message } };
    } finally {
      host.attach(null);
    }
  }

  /** Fills the fuel up and runs what a module does before anything else: its start function, then `_initialize`. */
  #start({ exports }: WasmInstance): void {
    const { fuelExport, startExport } = this.#meter;
    const { memory } = exports;
    if (memory instanceof wasm.Memory) this.#host.attach(memory);
    const fuel = fuelExport === null ? undefined : exports[fuelExport];
    if (fuel instanceof wasm.Global) fuel.value = this.#fuel;
    if (startExport !== null) apply(exports[startExport], []);
    apply(exports["_initialize"], []);
  }

  #exhausted(instance: WasmInstance | null): "fuel" | "stack" | null {
    const { exhaustedExport } = this.#meter;
    const flag = exhaustedExport === null ? undefined : instance?.exports[exhaustedExport];
    if (!(flag instanceof wasm.Global)) return null;
    if (flag.value === STOPPED.byFuel) return "fuel";
    return flag.value === STOPPED.byStack ? "stack" : null;
  }
}

function apply(called: unknown, args: readonly number[]): unknown {
  return typeof called === "function" ? Reflect.apply(called, undefined, args) : undefined;
}

function exportFaults({ exports }: WasmInterface) {
  return EXPORTS.flatMap(({ name, signature, words }) => {
    const found = exports.find((one) => one.name === name && one.kind === "function");
    return found?.signature === signature ? [] : [fault(runtimeErrors.noLoss, { words })];
  });
}
