import wabtInit from "wabt";
import { logicFromBytes } from "../../src/logic/load.js";
import type { Logic } from "../../src/logic/logic.js";

const wabt = await wabtInit();

/** Names of proposals that wabt has off by default; its types lack the newest. */
const FEATURES: Readonly<Record<string, boolean>> = {
  threads: true,
  bulk_memory: true,
  simd: true,
  reference_types: true,
  tail_call: true,
  multi_memory: true,
  relaxed_simd: true,
  extended_const: true,
  exceptions: true,
};

/** Assembles WebAssembly text, with names. Throws when it is not valid. */
export function wat(text: string, features: Readonly<Record<string, boolean>> = {}): Uint8Array {
  const module = wabt.parseWat("test.wat", text, { ...FEATURES, ...features });
  try {
    return module.toBinary({ write_debug_names: true }).buffer;
  } finally {
    module.destroy();
  }
}

/** Weight logic from WebAssembly text. */
export function watLogic(text: string): Logic {
  return logicFromBytes("test", wat(text));
}
