import { concat } from "../numbers/bytes.js";
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

/** Function names in the content of a `name` section that is kept apart; a broken one counts as none. */
export function readNameSection(content: Uint8Array): ReadonlyMap<number, string> {
  try {
    return readNames(new ByteReader(content));
  } catch {
    return new Map();
  }
}

/** A module without its `name` section, and that section's content; null when it has none. */
export function withoutNames(bytes: Uint8Array): {
  readonly bytes: Uint8Array;
  readonly names: Uint8Array | null;
} {
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const begin = reader.position;
    const id = reader.byte("a section's id");
    const section = reader.part(reader.u32("a section's size"), "a section");
    if (id !== 0 || section.name("a custom section's name") !== "name") continue;
    const kept = concat([bytes.subarray(0, begin), bytes.subarray(reader.position)]);
    return { bytes: kept, names: bytes.slice(section.position, reader.position) };
  }
  return { bytes, names: null };
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
