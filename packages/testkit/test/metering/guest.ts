import { fuelUsed } from "../../src/metering/fuel-used.js";
import type { Instrumented } from "../../src/metering/instrumented.js";
import { Exit, Host } from "./host.js";
import { wasm, type Exports, type Global, type WasmModule } from "./wasm.js";

/** What a run came to, in measure.py's terms. */
export interface Outcome {
  /** "done" or a kind of trap. */
  readonly verdict: string;
  readonly fuel: number;
  readonly value: string[];
  readonly digest: string;
}

export const AMPLE = 1_000_000_000;

/** V8's words for a trap, and measure.py's (wasmtime distinguishes some that V8 does not). */
const TRAPS: [RegExp, string[]][] = [
  [/divide by zero|remainder by zero/, ["divide-by-zero"]],
  [/divide result unrepresentable/, ["integer-overflow"]],
  [/float unrepresentable/, ["integer-overflow", "bad-conversion"]],
  [/memory access out of bounds/, ["memory"]],
  [/table index is out of bounds|table access out of bounds|element segment/, ["table"]],
  [/null function or function signature|signature mismatch/, ["uninitialized", "signature"]],
  [/unaligned/, ["unaligned"]],
  [/unreachable/, ["unreachable"]],
];

/** One run of a module as it is; throws what it traps with. */
export function runPlain(module: WasmModule, stdin: Uint8Array): void {
  const host = new Host(stdin);
  const { exports } = new wasm.Instance(module, host.imports(module));
  const { memory } = exports;
  host.memory = memory instanceof wasm.Memory ? memory : null;
  callable(exports, "_start" in exports ? "_start" : "run")();
}

export interface RunOptions {
  /** Which of the traps that V8 does not distinguish is meant. */
  readonly trap?: string;
  /** Whether to throw what the run traps with. */
  readonly rethrow?: boolean;
  /** Imports besides the host's. */
  readonly imports?: object;
  /** Called with the instance's exports before anything runs. */
  readonly attach?: (exports: Exports) => void;
  /** Called with the fuel left when the run is over. */
  readonly finish?: (left: bigint) => void;
}

/** One run of a metered module. */
export function runMetered(
  module: WasmModule,
  metered: Instrumented,
  limit: number,
  stdin: Uint8Array,
  { trap = "", rethrow = false, imports = {}, attach, finish }: RunOptions = {},
): Outcome {
  const host = new Host(stdin);
  const instance = new wasm.Instance(module, { ...host.imports(module), ...imports });
  const exports = instance.exports;
  const { memory } = exports;
  host.memory = memory instanceof wasm.Memory ? memory : null;
  const fuel = globalOf(exports, metered.fuelExport);
  const exhausted = globalOf(exports, metered.exhaustedExport);
  fuel.value = BigInt(limit);
  attach?.(exports);
  let verdict = "done";
  let value: unknown;
  try {
    if (metered.startExport !== null) callable(exports, metered.startExport)();
    value = callable(exports, "_start" in exports ? "_start" : "run")();
  } catch (error) {
    if (rethrow) throw error;
    verdict = exhausted.value === 1 ? "fuel" : kindOf(error, trap);
  }
  const left = typeof fuel.value === "bigint" ? fuel.value : 0n;
  finish?.(left);
  const used = Number(fuelUsed(BigInt(limit), left));
  return { verdict, fuel: used, value: values(value), digest: host.digest() };
}

function globalOf(exports: Exports, name: string | null): Global {
  const found = name === null ? undefined : exports[name];
  if (!(found instanceof wasm.Global)) throw new Error(`no global ${name ?? ""}`);
  return found;
}

function callable(exports: Exports, name: string): () => unknown {
  const found = exports[name];
  if (typeof found !== "function") throw new Error(`no function ${name}`);
  return () => {
    const value: unknown = Reflect.apply(found, undefined, []);
    return value;
  };
}

function kindOf(error: unknown, expected: string): string {
  if (error instanceof Exit) return "exit";
  if (!(error instanceof wasm.RuntimeError)) throw error;
  for (const [words, kinds] of TRAPS)
    if (words.test(error.message))
      return kinds.includes(expected) ? expected : (kinds[0] ?? error.message);
  return error.message;
}

function values(value: unknown): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap(values);
  return [typeof value === "bigint" ? value.toString() : JSON.stringify(value)];
}
