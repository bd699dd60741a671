import { codeReader } from "./code-reader.js";
import { ByteWriter } from "../wasm/byte-writer.js";
import { findSection, SECTION_ORDER, SectionId, type Section } from "./module-layout.js";

export interface Rewritten {
  readonly wasm: Uint8Array;
  readonly sections: readonly Section[];
  /** Sections that were rewritten before. */
  readonly replaced: ReadonlyMap<number, Uint8Array | null>;
}

/** The bytes of a section, rewritten before or not; undefined when the module has none. */
export function contentOf(
  { wasm, sections, replaced }: Rewritten,
  id: number,
): Uint8Array | undefined {
  const section = findSection(sections, id);
  return replaced.get(id) ?? (section && wasm.subarray(section.start, section.end));
}

/** The bytes of a section, rewritten before or not, with `count` more entries at its end; of a new one when the module has none. */
export function appendEntries(
  rewritten: Rewritten,
  id: number,
  count: number,
  writeAdded: (out: ByteWriter) => void,
): Uint8Array {
  const bytes = contentOf(rewritten, id);
  const out = new ByteWriter(1024);
  if (bytes === undefined) out.u32(count);
  else {
    const reader = codeReader(bytes, 0, bytes.length);
    out.u32(reader.u32() + count);
    out.copy(bytes, reader.position, bytes.length);
  }
  writeAdded(out);
  return out.view();
}

export interface WrittenModule {
  readonly bytes: Uint8Array;
  /** Offset of the code section's own bytes in the new module, or 0 when it has none. */
  readonly codeStart: number;
}

/**
 * Puts a module together again: sections in `replaced` instead of the original's or, where those lack them, in their
 * place by the format's order; null drops a section.
 */
export function writeModule(
  wasm: Uint8Array,
  sections: readonly Section[],
  replaced: ReadonlyMap<number, Uint8Array | null>,
): WrittenModule {
  const out = new ByteWriter(wasm.length * 2);
  out.copy(wasm, 0, 8);
  let codeStart = 0;
  const write = (id: number, content: Uint8Array) => {
    out.byte(id);
    out.u32(content.length);
    if (id === SectionId.code) codeStart = out.length;
    out.bytes(content);
  };
  const added = SECTION_ORDER.filter(
    (id) => replaced.has(id) && findSection(sections, id) === undefined,
  );
  const writeAddedBefore = (order: number) => {
    for (;;) {
      const id = added[0];
      if (id === undefined || SECTION_ORDER.indexOf(id) > order) return;
      added.shift();
      const content = replaced.get(id);
      if (content) write(id, content);
    }
  };
  for (const { id, start, end } of sections) {
    if (id !== SectionId.custom) writeAddedBefore(SECTION_ORDER.indexOf(id));
    const content = replaced.get(id);
    if (content === undefined) write(id, wasm.subarray(start, end));
    else if (content !== null) write(id, content);
  }
  writeAddedBefore(Infinity);
  return { bytes: out.view().slice(), codeStart };
}
