import { ByteWriter } from "../wasm/byte-writer.js";
import { codeReader } from "./code-reader.js";
import { readLimits, SectionId, type Section, type SizeLimits } from "./module-layout.js";
import { contentOf } from "./module-writer.js";

/** A memory that a rewritten module imports in place of the one it declares: who runs it has to give one of just this size. */
export interface ImportedMemory {
  /** Pages at the start. */
  readonly initial: number;
  /** Pages at most, or null for no limit. */
  readonly maximum: number | null;
}

/** What it is imported as: of no other name, since a module that imports anything from here is refused. */
export const MEMORY_IMPORT = { module: "weightkit", name: "memory" } as const;

const MEMORY = 0x02;
const SHARED = 0x02;

/**
 * Has the module import its memory, by way of `replaced`; what it computes stays the same when it is given one that is new or zeroed.
 * Null where it keeps its own: it defines none or several, or one that is shared or starts above `most` pages.
 * @param replaced sections that were rewritten before
 */
export function importMemory(
  wasm: Uint8Array,
  sections: readonly Section[],
  replaced: Map<number, Uint8Array | null>,
  most: number,
): ImportedMemory | null {
  const rewritten = { wasm, sections, replaced };
  const memories = contentOf(rewritten, SectionId.memory);
  if (memories === undefined) return null;
  const reader = codeReader(memories, 0, memories.length);
  if (reader.u32() !== 1) return null;
  const limits = readLimits(reader);
  if (!reader.done || (limits.flags & SHARED) !== 0 || limits.minimum > most) return null;
  const imports = contentOf(rewritten, SectionId.import);
  replaced.set(SectionId.import, withImport(imports, limits)).set(SectionId.memory, null);
  return { initial: limits.minimum, maximum: limits.maximum };
}

/** The import section with the memory before what is there, so that what is malformed stays so. */
function withImport(
  imports: Uint8Array | undefined,
  { flags, minimum, maximum }: SizeLimits,
): Uint8Array {
  const out = new ByteWriter(64 + (imports?.length ?? 0));
  const others = imports === undefined ? null : codeReader(imports, 0, imports.length);
  out.u32((others?.u32() ?? 0) + 1);
  out.name(MEMORY_IMPORT.module);
  out.name(MEMORY_IMPORT.name);
  out.byte(MEMORY);
  out.byte(flags);
  out.u32(minimum);
  if (maximum !== null) out.u32(maximum);
  if (imports !== undefined && others !== null) out.copy(imports, others.position, imports.length);
  return out.view();
}
