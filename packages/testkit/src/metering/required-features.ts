import { readConstantExpression } from "./constant-expression.js";
import { scanCode } from "./code-scan.js";
import { readElements } from "./element-segments.js";
import {
  findSection,
  readSections,
  readValueType,
  SectionId,
  sectionReader,
  type Section,
} from "./module-layout.js";
import { readModuleTypes, type ModuleTypes } from "./module-types.js";
import { readData } from "./startup-cost.js";

/** WebAssembly proposals that not every node's runtime has. */
export type Feature =
  | "extended constant expressions"
  | "multiple memories"
  | "relaxed SIMD"
  | "tail calls"
  | "threads and atomics";

/**
 * Which of these proposals a module uses.
 *
 * @throws WeightkitError WK450 to WK452 when malformed, or of proposals beyond these
 */
export function requiredFeatures(wasm: Uint8Array): ReadonlySet<Feature> {
  const sections = readSections(wasm);
  const module = readModuleTypes(wasm, sections);
  const scan = scanCode(wasm, sections, module);
  const found = new Set<Feature>();
  if (scan.tailCalls) found.add("tail calls");
  if (scan.relaxedSimd) found.add("relaxed SIMD");
  if (module.memories.length > 1) found.add("multiple memories");
  if (scan.atomics || module.memories.some(({ flags }) => (flags & 2) !== 0))
    found.add("threads and atomics");
  if (longestInitializer(wasm, sections, module) > 1) found.add("extended constant expressions");
  return found;
}

/** Operators of the longest initializer of a global, an offset or an element. */
function longestInitializer(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
): number {
  const functions = module.importedFunctions.length + module.functions.length;
  let longest = 0;
  const globals = findSection(sections, SectionId.global);
  if (globals !== undefined) {
    const reader = sectionReader(wasm, globals);
    for (let left = reader.u32(); left > 0; left -= 1) {
      readValueType(reader);
      reader.byte();
      longest = Math.max(longest, readConstantExpression(reader, functions).operators);
    }
  }
  const data = findSection(sections, SectionId.data);
  const segments = data === undefined ? [] : readData(wasm, data, functions);
  for (const { offset } of segments) longest = Math.max(longest, offset.operators);
  for (const { offset } of readElements(wasm, sections, module))
    longest = Math.max(longest, offset?.operators ?? 0);
  return longest;
}
