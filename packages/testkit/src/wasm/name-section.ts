import { ByteReader } from "./byte-reader.js";

/**
 * Function names of a module's `name` section by function index; empty without one. A broken section (it is only for
 * people) counts as none.
 */
export function readFunctionNames(bytes: Uint8Array): ReadonlyMap<number, string> {
  try {
    const section = customSection(bytes, "name");
    return section === null ? new Map() : readNames(section);
  } catch {
    return new Map();
  }
}

/** A reader of the custom section of that name, standing after the name, or null when there is none. */
export function customSection(bytes: Uint8Array, name: string): ByteReader | null {
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const section = reader.part(reader.u32("a section's size"), "a section");
    if (id === 0 && section.name("a custom section's name") === name) return section;
  }
  return null;
}

function readNames(section: ByteReader): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  while (!section.done) {
    const id = section.byte("a subsection's id");
    const part = section.part(section.u32("a subsection's size"), "a subsection");
    if (id !== 1) continue;
    for (let count = part.u32("the number of names"); count > 0; count -= 1)
      names.set(part.u32("a function's index"), part.name("a function's name"));
  }
  return names;
}
