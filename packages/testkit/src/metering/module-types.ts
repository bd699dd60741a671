import { malformed, unsupported } from "./code-reader.js";
import {
  findSection,
  readLimits,
  readValueType,
  SectionId,
  sectionReader,
  type Section,
  type SizeLimits,
} from "./module-layout.js";

export interface FunctionType {
  /** Value types, as their bytes. */
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/** What the code's rewriting needs to know of the rest of the module. */
export interface ModuleTypes {
  readonly types: readonly FunctionType[];
  /** Type indices of the imported functions. */
  readonly importedFunctions: readonly number[];
  /** Type indices of the module's own functions. */
  readonly functions: readonly number[];
  readonly importedGlobals: number;
  readonly globals: number;
  readonly tables: number;
  /** All memories, imported ones first. */
  readonly memories: readonly SizeLimits[];
  readonly importedMemories: number;
}

function readFunctionType(wasm: Uint8Array, section: Section): FunctionType[] {
  const reader = sectionReader(wasm, section);
  const count = reader.u32();
  const types: FunctionType[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = reader.position;
    const form = reader.byte();
    if (form >= 0x4e && form <= 0x5f) throw unsupported("garbage-collected types", at);
    if (form !== 0x60) throw malformed(`unknown type form 0x${form.toString(16)}`, at);
    const list = () =>
      Array.from({ length: bounded(reader.u32(), reader.end - reader.position, at) }, () =>
        readValueType(reader),
      );
    types.push({ parameters: list(), results: list() });
  }
  return types;
}

/** Guards an allocation: nothing in a vector takes less than a byte. */
function bounded(count: number, room: number, offset: number): number {
  if (count > room) throw malformed("vector longer than its section", offset);
  return count;
}

/**
 * Reads the sections before the code.
 *
 * @throws WeightkitError WK450 when malformed, WK452 for proposals that the runtime does not offer
 */
export function readModuleTypes(wasm: Uint8Array, sections: readonly Section[]): ModuleTypes {
  const typeSection = findSection(sections, SectionId.type);
  const types = typeSection === undefined ? [] : readFunctionType(wasm, typeSection);
  const importedFunctions: number[] = [];
  const functions: number[] = [];
  const memories: SizeLimits[] = [];
  let importedGlobals = 0;
  let tables = 0;

  const imports = findSection(sections, SectionId.import);
  if (imports !== undefined) {
    const reader = sectionReader(wasm, imports);
    for (let left = reader.u32(); left > 0; left -= 1) {
      reader.vector();
      reader.vector();
      const at = reader.position;
      const kind = reader.byte();
      if (kind === 0) importedFunctions.push(reader.u32());
      else if (kind === 1) {
        readValueType(reader);
        readLimits(reader);
        tables += 1;
      } else if (kind === 2) memories.push(readLimits(reader));
      else if (kind === 3) {
        readValueType(reader);
        reader.byte();
        importedGlobals += 1;
      } else if (kind === 4) throw unsupported("exceptions", at);
      else throw malformed(`unknown import kind ${kind}`, at);
    }
  }

  const importedMemories = memories.length;

  const functionSection = findSection(sections, SectionId.function);
  if (functionSection !== undefined) {
    const reader = sectionReader(wasm, functionSection);
    for (let left = reader.u32(); left > 0; left -= 1) functions.push(reader.u32());
  }
  for (const type of [...importedFunctions, ...functions])
    if (type >= types.length) throw malformed(`unknown type ${type}`, functionSection?.start ?? 0);

  const memorySection = findSection(sections, SectionId.memory);
  if (memorySection !== undefined) {
    const reader = sectionReader(wasm, memorySection);
    for (let left = reader.u32(); left > 0; left -= 1) memories.push(readLimits(reader));
  }
  const tag = findSection(sections, SectionId.tag);
  if (tag !== undefined) throw unsupported("exceptions", tag.start);

  return {
    types,
    importedFunctions,
    functions,
    importedGlobals,
    globals: importedGlobals + countOf(wasm, findSection(sections, SectionId.global)),
    tables: tables + countOf(wasm, findSection(sections, SectionId.table)),
    memories,
    importedMemories,
  };
}

function countOf(wasm: Uint8Array, section: Section | undefined): number {
  return section === undefined ? 0 : sectionReader(wasm, section).u32();
}
