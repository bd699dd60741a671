/** The JavaScript engine's WebAssembly as far as these tests need it; TypeScript has its types only with the browser's. */
export interface Api {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule;
    imports(module: WasmModule): { module: string; name: string; kind: string }[];
  };
  readonly Instance: new (module: WasmModule, imports: object) => { readonly exports: Exports };
  readonly Memory: new (limits: { initial: number }) => Memory;
  readonly Table: new (limits: { initial: number; element: string }) => object;
  readonly Global: new (type: { value: string }, value: number) => Global;
  readonly RuntimeError: new (message: string) => Error;
  validate(bytes: Uint8Array): boolean;
}

/** Compiled code; opaque. */
export type WasmModule = object;
export type Exports = Readonly<Record<string, unknown>>;

export interface Memory {
  readonly buffer: ArrayBuffer;
}

export interface Global {
  value: unknown;
}

function hasWasm(scope: object): scope is { readonly WebAssembly: Api } {
  return "WebAssembly" in scope;
}

function find(): Api {
  const scope: object = globalThis;
  if (hasWasm(scope)) return scope.WebAssembly;
  throw new Error("this Node.js has no WebAssembly");
}

export const wasm = find();
