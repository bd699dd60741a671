import { descriptor } from "./descriptor.js";
import { ExitCode } from "./exit-code.js";
import { grouped } from "./grouped.js";

/** Faults of a WASM that is to be metered or limited (WK450 to WK499). */
export const meteringErrors = {
  malformed: descriptor<{ what: string; offset: number }>({
    code: "WK450",
    exit: ExitCode.usage,
    title: "Malformed WASM",
    message: ({ what, offset }) => `The WASM is malformed: ${what} at byte ${offset}`,
    hint: () => "Build the module again; if the compiler wrote it this way, report it there",
  }),
  unknownOperator: descriptor<{ operator: string; offset: number; functionIndex: number }>({
    code: "WK451",
    exit: ExitCode.usage,
    title: "Unknown WASM operator",
    message: ({ operator, offset, functionIndex }) =>
      `The WASM uses an operator that cannot be metered: ${operator} at byte ${offset}, in function ${functionIndex}`,
    hint: () =>
      "The runtime's WebAssembly is 2.0 with SIMD, tail calls and threads: switch the compiler's other features off",
  }),
  unsupportedFeature: descriptor<{ feature: string; offset: number }>({
    code: "WK452",
    exit: ExitCode.usage,
    title: "WASM feature that cannot be metered",
    message: ({ feature, offset }) =>
      `The WASM uses ${feature} at byte ${offset}, which cannot be metered`,
    hint: () =>
      "The runtime's WebAssembly is 2.0 with SIMD, tail calls and threads: switch the compiler's other features off",
  }),
  memoryOverLimit: descriptor<{ minimum: number; limit: number }>({
    code: "WK453",
    exit: ExitCode.limit,
    title: "Memory above the limit",
    message: ({ minimum, limit }) =>
      `The WASM needs ${grouped(minimum)} pages of memory at its start, above the limit of ${grouped(limit)}`,
    hint: () =>
      "Raise limited_memory (64 KiB pages; limits.memoryPages of a project, or --memory-pages), or lower the module's initial memory: bls-runtime 0.3.1 crashes here",
  }),
  tablesOverLimit: descriptor<{ elements: number; limit: number }>({
    code: "WK455",
    exit: ExitCode.limit,
    title: "Tables above the limit",
    message: ({ elements, limit }) =>
      `The WASM asks for tables of ${grouped(elements)} elements at start, above the limit of ${grouped(limit)}`,
    hint: () =>
      "Tables hold functions for indirect calls: a compiler usually makes one, with a few thousand elements at most",
  }),
  tooLarge: descriptor<{ what: string; limit: number }>({
    code: "WK454",
    exit: ExitCode.limit,
    title: "WASM too large to be metered",
    message: ({ what, limit }) =>
      `With metering, the WASM has ${what} beyond the engine's ${grouped(limit)}`,
    hint: () => "Split the function that is too large, or build with optimization for size",
  }),
};
