import { createHash } from "node:crypto";
import { functionNames } from "@weightkit/testkit/internal/logic/function-names";
import type { Limits } from "@weightkit/testkit/internal/runtime/limits";
import type { Parameter } from "@weightkit/testkit/internal/wasm/parameter";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import { inspectWasm } from "@weightkit/testkit/internal/wasm/inspect";
import {
  functionSizes,
  producers,
  sectionSizes,
  type FunctionSize,
  type Producer,
  type SectionSize,
} from "@weightkit/testkit/internal/wasm/sections";
import type {
  WasmExport,
  WasmImport,
  WasmMemory,
} from "@weightkit/testkit/internal/wasm/wasm-interface";
import type { Target } from "../../settings/target.js";
import { meaning } from "./meanings.js";

/** What there is to know about weight logic without running it. Sizes are bytes; memory is in pages of 64 KiB. */
export interface Inspection {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly md5: string;
  /** The CID of the package's folder; null for a bare WASM and for an archive without its manifest. */
  readonly functionId: string | null;
  readonly imports: readonly (WasmImport & { readonly meaning: string })[];
  readonly exports: readonly WasmExport[];
  readonly memories: readonly WasmMemory[];
  readonly sections: readonly SectionSize[];
  readonly functionCount: number;
  /** The largest, largest first. */
  readonly functions: readonly FunctionSize[];
  /** Parameters that were compiled in, with their values; of a bool 1 or 0. */
  readonly parameters: readonly Parameter[];
  readonly limits: Pick<Limits, "fuel" | "memoryPages" | "milliseconds">;
  readonly permissions: readonly string[];
  readonly producers: readonly Producer[];
  readonly sourceMap: boolean;
}

/** @throws WeightkitError WK401 to WK413 */
export function inspection(
  { logic, limits, permissions }: Target,
  functionId: string | null,
  most: number,
): Inspection {
  const { name, bytes, sha256, sourceMap } = logic;
  const found = inspectWasm(bytes);
  const functions = functionSizes(bytes, found);
  const names = functionNames(logic);
  const { fuel, memoryPages, milliseconds } = limits;
  return {
    ...{ name, bytes: bytes.length, sha256, functionId },
    md5: createHash("md5").update(bytes).digest("hex"),
    imports: found.imports.map((one) => ({ ...one, meaning: meaning(one.module, one.name) })),
    exports: found.exports,
    memories: found.memories,
    sections: sectionSizes(bytes),
    functionCount: functions.length,
    functions: functions
      .slice(0, most)
      .map((one) => ({ ...one, name: one.name ?? names.get(one.index) ?? null })),
    parameters: readParameters(bytes),
    limits: { fuel, memoryPages, milliseconds },
    permissions,
    producers: producers(bytes),
    sourceMap: sourceMap !== null,
  };
}
