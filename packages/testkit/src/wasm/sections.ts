import { ByteReader } from "./byte-reader.js";
import { customSection, readFunctionNames } from "./name-section.js";
import type { WasmInterface } from "./wasm-interface.js";

/** The standard's names of sections, by id. */
const NAMES = [
  "custom",
  "type",
  "import",
  "function",
  "table",
  "memory",
  "global",
  "export",
  "start",
  "element",
  "code",
  "data",
  "data count",
] as const;
const CUSTOM = 0;
const CODE = 10;

/** A section of a module with all its bytes, its head included. */
export interface SectionSize {
  /** `code`, or `custom "name"`. */
  readonly name: string;
  readonly bytes: number;
}

/** The sections in the module's order. @throws WeightkitError WK403 */
export function sectionSizes(bytes: Uint8Array): SectionSize[] {
  const sizes: SectionSize[] = [];
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const start = reader.position;
    const id = reader.byte("a section's id");
    const section = reader.part(reader.u32("a section's size"), "a section");
    sizes.push({ name: sectionName(id, section), bytes: reader.position - start });
  }
  return sizes;
}

/** `code`, or `custom "name"`. @param section Reads the section from its beginning. */
export function sectionName(id: number, section: ByteReader): string {
  return id === CUSTOM
    ? `custom ${JSON.stringify(section.name("a custom section's name"))}`
    : (NAMES[id] ?? `section ${id}`);
}

/** A function that the module defines, with the bytes of its body. */
export interface FunctionSize {
  readonly index: number;
  /** From the name section, or the name it is exported by; null without either. */
  readonly name: string | null;
  readonly bytes: number;
}

/** The functions that the module defines, largest first. @throws WeightkitError WK403 */
export function functionSizes(
  bytes: Uint8Array,
  { exports, importedFunctions }: WasmInterface,
): FunctionSize[] {
  const names = readFunctionNames(bytes);
  const exported = new Map(
    exports.filter(({ kind }) => kind === "function").map(({ index, name }) => [index, name]),
  );
  return bodySizes(bytes)
    .map((size, at) => {
      const index = importedFunctions + at;
      return { index, name: names.get(index) ?? exported.get(index) ?? null, bytes: size };
    })
    .sort((a, b) => b.bytes - a.bytes || a.index - b.index);
}

function bodySizes(bytes: Uint8Array): number[] {
  const sizes: number[] = [];
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const section = reader.part(reader.u32("a section's size"), "a section");
    if (id !== CODE) continue;
    for (let count = section.u32("the number of bodies"); count > 0; count -= 1) {
      const size = section.u32("a body's size");
      section.take(size, "a body");
      sizes.push(size);
    }
  }
  return sizes;
}

/** What made a module, e.g. `language: Rust`, `processed-by: rustc 1.80.0`. */
export interface Producer {
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

/** The `producers` section (tool conventions); empty without one, or with a broken one. */
export function producers(bytes: Uint8Array): Producer[] {
  try {
    const section = customSection(bytes, "producers");
    if (section === null) return [];
    const found: Producer[] = [];
    for (let fields = section.u32("the number of fields"); fields > 0; fields -= 1) {
      const field = section.name("a field's name");
      for (let values = section.u32("the number of values"); values > 0; values -= 1)
        found.push({ field, name: section.name("a name"), version: section.name("a version") });
    }
    return found;
  } catch {
    return [];
  }
}
