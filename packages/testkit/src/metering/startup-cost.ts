import { malformed } from "./code-reader.js";
import { readConstantExpression, type ConstantExpression } from "./constant-expression.js";
import type { ElementSegment } from "./element-segments.js";
import {
  findSection,
  readLimits,
  readValueType,
  SectionId,
  sectionReader,
  type Section,
} from "./module-layout.js";
import type { ModuleTypes } from "./module-types.js";

/** Largest table that wasmtime fills when it compiles. */
const MAX_STATIC_ELEMENTS = 1 << 20;
/** Size up to which wasmtime always makes an image of a memory's first content (memory_guaranteed_dense_image_size). */
const DENSE_IMAGE = 16 << 20;
const PAGE = 65_536;

/**
 * Fuel that instantiation costs before the start function's own (cost model `2026`), 0 when it costs none.
 *
 * Newer wasmtime compiles what it cannot initialize in advance into a function: entering it costs 1, each operator of
 * an initializer 1, each byte and element put in place 1, and calling the start function 1
 * (`translate_module_startup` in wasmtime-internal-cranelift, `finalize_memory_init` and `try_func_table_init` in
 * wasmtime-environ).
 */
export function startupCost(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
  elements: readonly ElementSegment[],
): number {
  const costs = [
    globalsCost(wasm, sections, module),
    elementsCost(elements, readTables(wasm, sections)),
    dataCost(wasm, sections, module),
    findSection(sections, SectionId.start) === undefined ? null : 1,
  ];
  if (costs.every((cost) => cost === null)) return 0;
  return costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 1);
}

function countFunctions({ importedFunctions, functions }: ModuleTypes): number {
  return importedFunctions.length + functions.length;
}

/** Null when nothing is left to do at start. */
type Cost = number | null;

function globalsCost(wasm: Uint8Array, sections: readonly Section[], module: ModuleTypes): Cost {
  const section = findSection(sections, SectionId.global);
  if (section === undefined) return null;
  const reader = sectionReader(wasm, section);
  let cost: Cost = null;
  for (let left = reader.u32(); left > 0; left -= 1) {
    readValueType(reader);
    reader.byte();
    const value = readConstantExpression(reader, countFunctions(module));
    if (!value.plain) cost = (cost ?? 0) + value.operators;
  }
  return cost;
}

interface Table {
  readonly imported: boolean;
  readonly functions: boolean;
  readonly minimum: number;
}

function readTables(wasm: Uint8Array, sections: readonly Section[]): Table[] {
  const tables: Table[] = [];
  const read = (reader: ReturnType<typeof sectionReader>, imported: boolean) => {
    const functions = readValueType(reader) === 0x70;
    tables.push({ imported, functions, minimum: readLimits(reader).minimum });
  };
  const imports = findSection(sections, SectionId.import);
  if (imports !== undefined) {
    const reader = sectionReader(wasm, imports);
    for (let left = reader.u32(); left > 0; left -= 1) {
      reader.vector();
      reader.vector();
      const kind = reader.byte();
      if (kind === 0) reader.u32();
      else if (kind === 1) read(reader, true);
      else if (kind === 2) readLimits(reader);
      else reader.skip(2);
    }
  }
  const section = findSection(sections, SectionId.table);
  if (section !== undefined) {
    const reader = sectionReader(wasm, section);
    for (let left = reader.u32(); left > 0; left -= 1) read(reader, false);
  }
  return tables;
}

function elementsCost(segments: readonly ElementSegment[], tables: readonly Table[]): Cost {
  let cost: Cost = null;
  for (const segment of segments)
    if (segment.kind === "passive") cost = (cost ?? 0) + (segment.operators ?? 0);
  // Once a segment must wait for the start, so must all after it.
  let waiting = false;
  for (const { kind, table, offset, count, operators } of segments) {
    if (kind !== "active" || offset === null) continue;
    const target = tables[table];
    const top = offset.i32 === null ? Infinity : offset.i32 + count;
    waiting ||=
      target === undefined ||
      target.imported ||
      !target.functions ||
      operators !== null ||
      top > target.minimum ||
      top > MAX_STATIC_ELEMENTS;
    if (waiting) cost = (cost ?? 0) + offset.operators + (operators ?? 0) + count;
  }
  return cost;
}

export interface DataSegment {
  readonly memory: number;
  readonly offset: ConstantExpression;
  readonly length: number;
}

/** @throws WeightkitError WK450 when malformed */
export function readData(wasm: Uint8Array, section: Section, functions: number): DataSegment[] {
  const reader = sectionReader(wasm, section);
  const segments: DataSegment[] = [];
  for (let left = reader.u32(); left > 0; left -= 1) {
    const at = reader.position;
    const flags = reader.u32();
    if (flags > 2) throw malformed("unknown kind of data segment", at);
    const memory = flags === 2 ? reader.u32() : 0;
    const offset = flags === 1 ? null : readConstantExpression(reader, functions);
    const { length } = reader.vector();
    if (offset !== null) segments.push({ memory, offset, length });
  }
  return segments;
}

function dataCost(wasm: Uint8Array, sections: readonly Section[], module: ModuleTypes): Cost {
  const section = findSection(sections, SectionId.data);
  if (section === undefined) return null;
  const segments = readData(wasm, section, countFunctions(module));
  if (segments.length === 0 || hasImage(segments, module)) return null;
  return segments.reduce((sum, { offset, length }) => sum + offset.operators + length, 0);
}

/** Whether wasmtime makes images of the memories' first content when it compiles. */
function hasImage(segments: readonly DataSegment[], module: ModuleTypes): boolean {
  const images = module.memories.map(() => ({ size: 0, low: Infinity, high: 0 }));
  for (const { memory, offset, length } of segments) {
    const limits = module.memories[memory];
    const image = images[memory];
    if (limits === undefined || image === undefined || memory < module.importedMemories)
      return false;
    if (offset.i32 === null || offset.i32 + length > limits.minimum * PAGE) return false;
    if (length === 0) continue;
    image.size += length;
    image.low = Math.min(image.low, offset.i32);
    image.high = Math.max(image.high, offset.i32 + length);
  }
  return images.every(
    ({ size, low, high }) => size === 0 || high - low < size * 2 || high - low < DENSE_IMAGE,
  );
}
