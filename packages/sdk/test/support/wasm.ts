// The part of the engine's WebAssembly that the tests use: TypeScript types it only together with all of the browser's.

interface WasmApi {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Record<string, Record<string, (...args: number[]) => number>>,
  ) => { readonly exports: { readonly memory: WasmMemory; readonly _start: () => void } };
}

/** Compiled code; opaque. */
export type WasmModule = object;

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

function hasWasm(scope: object): scope is { readonly WebAssembly: WasmApi } {
  return "WebAssembly" in scope;
}

function find(): WasmApi {
  const scope: object = globalThis;
  if (hasWasm(scope)) return scope.WebAssembly;
  throw new Error("This Node.js has no WebAssembly");
}

export const wasm: WasmApi = find();
