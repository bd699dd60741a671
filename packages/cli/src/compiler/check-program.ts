import { inspectWasm } from "@weightkit/testkit/internal/wasm/inspect";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { compileErrors } from "../errors/compile-errors.js";
import { importHint } from "./hints.js";
import { importPlace } from "./import-place.js";
import { neverRuns } from "./never-runs.js";
import type { OwnSource } from "./own-source.js";

/** Modules that a node provides (protocol: the runtime's face to the WASM). */
const PROVIDED = new Set([
  "wasi_snapshot_preview1",
  "blockless_memory",
  "blockless_http",
  "blockless_cgi",
  "blockless_ipfs",
  "blockless_s3",
  "blockless_socket",
  "blockless_drivers",
]);

/**
 * Asserts that a compiled program can do what weight logic does: it is valid, starts, and can print weights.
 * @throws WeightkitError WK205 to WK207 and WK210
 */
export function checkProgram(wasm: Uint8Array, entry: string, sources: readonly OwnSource[]): void {
  const { imports, exports } = inspectWasm(wasm);
  const options = { place: { file: entry } };
  const foreign = imports.filter((one) => !PROVIDED.has(one.module));
  const faults = foreign.map(({ module, name }) =>
    fault(
      compileErrors.foreignImport,
      { module, name, hint: importHint(module, name) },
      { place: importPlace(name, sources) ?? options.place },
    ),
  );
  // The compiler orders imports by use; a reader goes from top to bottom.
  throwFaults(faults.sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)));
  if (!exports.some((one) => one.name === "_start" && one.kind === "function")) {
    const found = exports.map((one) => one.name).join(", ") || "nothing";
    throw fault(compileErrors.noStart, { found }, options);
  }
  if (!imports.some((one) => one.name === "fd_write")) {
    throw fault(compileErrors.emptyOutput, { bytes: wasm.byteLength }, options);
  }
  const uncalled = neverRuns(sources.find(({ file }) => file === entry)?.text ?? "");
  if (uncalled !== null) throw fault(compileErrors.neverRuns, { name: uncalled }, options);
}
