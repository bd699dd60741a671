import { ByteReader, malformed } from "./byte-reader.js";
import { findSection, SectionId, sectionReader, type Section } from "./module-layout.js";

function readExportNames(wasm: Uint8Array, sections: readonly Section[]): Set<string> {
  const names = new Set<string>();
  const section = findSection(sections, SectionId.export);
  if (section === undefined) return names;
  const decoder = new TextDecoder();
  const reader: ByteReader = sectionReader(wasm, section);
  for (let left = reader.u32(); left > 0; left--) {
    names.add(decoder.decode(reader.vector()));
    reader.byte();
    reader.u32();
  }
  if (!reader.done) throw malformed("bytes after the last export", reader.position);
  return names;
}

/** Chooses export names that the module does not use itself. */
export class ExportNames {
  private readonly taken: Set<string>;

  constructor(wasm: Uint8Array, sections: readonly Section[]) {
    this.taken = readExportNames(wasm, sections);
  }

  /** `weightkit:WHAT`, followed by as many apostrophes as it takes to be new. */
  choose(what: string): string {
    let name = `weightkit:${what}`;
    while (this.taken.has(name)) name += "'";
    this.taken.add(name);
    return name;
  }
}
