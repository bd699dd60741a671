import type { ByteReader } from "../wasm/byte-reader.js";
import { codeReader, malformed, unsupported } from "./code-reader.js";

export const SectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

/** In which order the binary format wants the sections; custom ones may be anywhere. */
export const SECTION_ORDER: readonly number[] = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

export interface Section {
  readonly id: number;
  /** Offset in the file of the section's own bytes, after its id and size. */
  readonly start: number;
  readonly end: number;
}

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * Splits a module into its sections, in file order.
 *
 * @throws WeightkitError WK450 when the header is not WASM's, or sections overlap, repeat or are out of order
 */
export function readSections(wasm: Uint8Array): Section[] {
  for (const [index, byte] of HEADER.entries())
    if (wasm[index] !== byte) throw malformed("this is not WebAssembly version 1", index);
  const reader = codeReader(wasm, HEADER.length, wasm.length);
  const sections: Section[] = [];
  let last = -1;
  while (!reader.done) {
    const at = reader.position;
    const id = reader.byte();
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    if (id !== SectionId.custom) {
      const order = SECTION_ORDER.indexOf(id);
      if (order < 0) throw malformed(`unknown section ${id}`, at);
      if (order <= last) throw malformed(`section ${id} is out of order`, at);
      last = order;
    }
    sections.push({ id, start, end: reader.position });
  }
  return sections;
}

export function findSection(sections: readonly Section[], id: number): Section | undefined {
  return sections.find((section) => section.id === id);
}

export function sectionReader(wasm: Uint8Array, section: Section): ByteReader {
  return codeReader(wasm, section.start, section.end);
}

/** Size limits of a memory or table, in pages or elements. */
export interface SizeLimits {
  readonly flags: number;
  readonly minimum: number;
  readonly maximum: number | null;
}

export function readLimits(reader: ByteReader): SizeLimits {
  const at = reader.position;
  const flags = reader.byte();
  if ((flags & 0x04) !== 0) throw unsupported("64-bit memories or tables (memory64)", at);
  if ((flags & ~0x03) !== 0) throw unsupported("custom page sizes", at);
  const minimum = reader.u32();
  const maximum = (flags & 0x01) === 0 ? null : reader.u32();
  return { flags, minimum, maximum };
}

/** A value type of one byte; typed references and GC types are refused. */
export function readValueType(reader: ByteReader): number {
  const at = reader.position;
  const type = reader.byte();
  if ((type >= 0x7b && type <= 0x7f) || type === 0x70 || type === 0x6f) return type;
  throw unsupported(
    `value type 0x${type.toString(16)} (typed references, garbage collection or exceptions)`,
    at,
  );
}
