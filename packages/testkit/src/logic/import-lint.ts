import { inspectWasm } from "../wasm/inspect.js";

/**
 * What goes wrong on a b7s network when weight logic takes its payload from WASI stdin. b7s runs the `.wasm`, never the manifest, and
 * stdin is empty there (protocol section 6).
 * @returns One sentence, or null for logic that has another way to its payload.
 * @throws WeightkitError WK401 to WK413
 */
export function lintStdin(wasm: Uint8Array): string | null {
  if (!imports(wasm, ["wasi_snapshot_preview1", "wasi_unstable"], "fd_read")) return null;
  if (imports(wasm, ["blockless_memory"], "memory_read")) return null;
  return `The logic reads WASI stdin (fd_read) and does not import blockless_memory.memory_read. ${EMPTY_STDIN}: read it with memory_read, as the SDK's Round.read() does`;
}

/** What b7s does about stdin. */
export const EMPTY_STDIN =
  "A b7s network runs the .wasm without its manifest, and stdin is empty there: the logic gets no payload";

/**
 * Whether weight logic can make HTTP requests.
 * @throws WeightkitError WK401 to WK413
 */
export function makesRequests(wasm: Uint8Array): boolean {
  return imports(wasm, ["blockless_http"], "http_req");
}

function imports(wasm: Uint8Array, modules: readonly string[], field: string): boolean {
  return inspectWasm(wasm).imports.some(
    ({ module, name }) => modules.includes(module) && name === field,
  );
}
