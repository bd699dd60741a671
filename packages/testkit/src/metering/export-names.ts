import type { ByteReader } from "../wasm/byte-reader.js";
import { malformed } from "./code-reader.js";
import { within } from "./index-bounds.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";
import type { ModuleTypes } from "./module-types.js";

function readExportNames(
  wasm: Uint8Array,
  sections: readonly Section[],
  module: ModuleTypes,
): Set<string> {
  const names = new Set<string>();
  const section = findSection(sections, SectionId.export);
  if (section === undefined) return names;
  const functions = module.importedFunctions.length + module.functions.length;
  // By kind of export; V8 knows others, but this module does not get there with them.
  const counts = [functions, module.tables, module.memories.length, module.globals];
  const decoder = new TextDecoder();
  const reader: ByteReader = sectionReader(wasm, section);
  for (let left = reader.u32(); left > 0; left -= 1) {
    names.add(decoder.decode(reader.vector()));
    const at = reader.position;
    const kind = reader.byte();
    within("export", reader.u32(), counts[kind] ?? 0, at);
  }
  if (!reader.done) throw malformed("bytes after the last export", reader.position);
  return names;
}

/** Chooses export names that the module does not use itself. */
export class ExportNames {
  readonly #taken: Set<string>;

  constructor(wasm: Uint8Array, sections: readonly Section[], module: ModuleTypes) {
    this.#taken = readExportNames(wasm, sections, module);
  }

  /** `weightkit:WHAT`, followed by as many apostrophes as it takes to be new. */
  choose(what: string): string {
    let name = `weightkit:${what}`;
    while (this.#taken.has(name)) name += "'";
    this.#taken.add(name);
    return name;
  }
}
