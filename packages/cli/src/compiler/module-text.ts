/** A module as WebAssembly text, printed by the same Binaryen as the compiler's own; names are those that the module has. */
export async function moduleText(wasm: Uint8Array): Promise<string> {
  const { default: binaryen } = await import("assemblyscript/binaryen");
  const module = binaryen.readBinary(wasm);
  try {
    return module.emitText();
  } finally {
    module.dispose();
  }
}
