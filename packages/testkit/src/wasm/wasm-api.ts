/**
 * The part of the JavaScript engine's WebAssembly that the runtime uses, typed here because TypeScript has these types
 * only together with all of the browser's.
 */
export interface WasmApi {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule;
    customSections(module: WasmModule, name: string): ArrayBuffer[];
  };
  readonly Instance: new (module: WasmModule, imports: WasmImports) => WasmInstance;
  readonly Memory: new (limits: { initial: number; maximum?: number }) => WasmMemoryObject;
  readonly Global: abstract new () => WasmGlobal;
  readonly RuntimeError: abstract new (message: string) => Error;
  readonly CompileError: abstract new (message: string) => Error;
  readonly LinkError: abstract new (message: string) => Error;
  validate(bytes: Uint8Array): boolean;
}

/** Compiled code; opaque. */
export type WasmModule = object;

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface WasmMemoryObject {
  readonly buffer: ArrayBufferLike;
}

export interface WasmGlobal {
  value: unknown;
}

export type HostFunction = (...args: never[]) => unknown;
export type HostModule = Readonly<Record<string, HostFunction>>;
export type WasmImports = Readonly<
  Record<string, Readonly<Record<string, HostFunction | WasmMemoryObject>>>
>;

function hasWasm(scope: object): scope is { readonly WebAssembly: WasmApi } {
  return "WebAssembly" in scope;
}

function find(): WasmApi {
  const scope: object = globalThis;
  if (hasWasm(scope)) return scope.WebAssembly;
  throw new Error("This Node.js has no WebAssembly");
}

export const wasm: WasmApi = find();
