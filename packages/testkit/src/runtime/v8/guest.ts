import { fuelUsed } from "../../metering/fuel-used.js";
import { STOPPED, type Instrumented } from "../../metering/instrumented.js";
import type { Profile } from "../../profile/profile.js";
import { ProfileRecorder } from "../../profile/recorder.js";
import type { GuestMemory } from "../host/guest-memory.js";
import type { Host } from "../host/host.js";
import type { MemoryWrite } from "../../wasm/parameter-writes.js";
import { wasm } from "../../wasm/wasm-api.js";
import type {
  WasmGlobal,
  WasmImports,
  WasmInstance,
  WasmMemoryObject,
  WasmModule,
} from "../../wasm/wasm-api.js";

const PAGE = 65_536;
const INITIALIZE_NOTE =
  "The WASM exports _initialize, which bls-runtime 0.6.3 calls before _start (as was done here) and 0.3.1 does not";
/** What an unlimited run is given: more than any run can use. */
const UNLIMITED_FUEL = 2n ** 62n;

/** What an instance is made of. */
interface GuestCode {
  readonly module: WasmModule;
  /** What it imports as its memory; null when it has its own or none. */
  readonly memory: GuestMemory | null;
  /** What is written into its memory before its code runs. */
  readonly writes: readonly MemoryWrite[];
}

/** One instance in one run. */
export class Guest {
  readonly #host: Host;
  readonly #meter: Instrumented;
  readonly #metered: boolean;

  /** Whether instantiation was over. */
  started = false;
  #memory: WasmMemoryObject | null = null;
  #fuel: WasmGlobal | null = null;
  #exhaustedFlag: WasmGlobal | null = null;
  #recorder: ProfileRecorder | null = null;
  readonly #given: bigint;

  constructor(host: Host, meter: Instrumented, metered: boolean) {
    this.#host = host;
    this.#meter = meter;
    this.#metered = metered;
    const { fuel } = host.limits;
    this.#given = fuel === null || !metered ? UNLIMITED_FUEL : BigInt(fuel);
  }

  run({ module, memory, writes }: GuestCode, imports: WasmImports): void {
    const instance = new wasm.Instance(module, memory?.addTo(imports) ?? imports);
    const { exports } = instance;
    this.#memory = exportedMemory(instance);
    this.#host.attach(this.#memory);
    for (const { address, value } of writes) this.#host.view().setFloat64(address, value, true);
    this.#fillUp(instance);
    const start = exports["_start"];
    this.started = true;
    if (this.#host.target !== "0.3.1") this.#initialize(exports["_initialize"]);
    if (typeof start === "function") Reflect.apply(start, undefined, []);
  }

  /** What was used up when the module stopped itself, or null. */
  get exhausted(): "fuel" | "stack" | null {
    const reason = this.#exhaustedFlag?.value;
    if (reason === STOPPED.byFuel) return "fuel";
    return reason === STOPPED.byStack ? "stack" : null;
  }

  /** Fuel used as wasmtime counts it, or null when not metered. */
  get used(): number | null {
    if (!this.#metered) return null;
    const left = this.#fuel?.value;
    if (left === undefined) return this.#meter.fuelExport === null ? null : 0;
    return typeof left === "bigint" ? Number(fuelUsed(this.#given, left)) : null;
  }

  /** Where the fuel went, or null when that was not asked for. To be read once, after the run. */
  profile(): Profile | null {
    const left = this.#fuel?.value;
    return typeof left === "bigint" ? (this.#recorder?.finish(left) ?? null) : null;
  }

  /** Size of the memory in 64 KiB pages. */
  get pages(): number {
    return (this.#memory?.buffer.byteLength ?? 0) / PAGE;
  }

  /** A reactor's own start function: 0.6.3 calls it before `_start`, 0.3.1 does not know it. */
  #initialize(initialize: unknown): void {
    if (typeof initialize !== "function") return;
    if (this.#host.target === "both") this.#host.note(INITIALIZE_NOTE);
    Reflect.apply(initialize, undefined, []);
  }

  #fillUp({ exports }: WasmInstance): void {
    const { fuelExport, exhaustedExport, startExport, profile } = this.#meter;
    if (fuelExport === null || exhaustedExport === null) return;
    this.#fuel = global(exports[fuelExport]);
    this.#exhaustedFlag = global(exports[exhaustedExport]);
    if (this.#fuel !== null) this.#fuel.value = this.#given;
    if (profile !== null) {
      this.#recorder = new ProfileRecorder(profile, this.#given);
      this.#recorder.attach(exports);
    }
    const start = startExport === null ? undefined : exports[startExport];
    if (typeof start === "function") Reflect.apply(start, undefined, []);
  }
}

function exportedMemory({ exports }: WasmInstance): WasmMemoryObject | null {
  const memory = exports["memory"];
  return isMemory(memory) ? memory : null;
}

function isMemory(value: unknown): value is WasmMemoryObject {
  return value instanceof wasm.Memory;
}

function global(value: unknown): WasmGlobal | null {
  return isGlobal(value) ? value : null;
}

function isGlobal(value: unknown): value is WasmGlobal {
  return value instanceof wasm.Global;
}
