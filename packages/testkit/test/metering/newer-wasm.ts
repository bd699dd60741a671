import { setFlagsFromString } from "node:v8";

/** Switches on what the corpus uses and Node 20's V8 has off; later ones have it on, and know no such flags. */
export function switchOnNewerWasm(): void {
  if (!process.versions.v8.startsWith("11.")) return;
  setFlagsFromString("--experimental-wasm-relaxed-simd");
  setFlagsFromString("--experimental-wasm-extended-const");
}
