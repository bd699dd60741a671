import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { malformed } from "./code-reader.js";
import { ByteWriter } from "../wasm/byte-writer.js";
import {
  findSection,
  readLimits,
  SectionId,
  sectionReader,
  type Section,
} from "./module-layout.js";

/** Pages that a 32-bit memory can have. */
const MAX_PAGES = 65_536;

/**
 * The memory section with no maximum above `limit` pages, or null when the module does not define a memory.
 *
 * @throws WeightkitError WK453 when a memory starts above the limit
 */
export function limitMemories(
  wasm: Uint8Array,
  sections: readonly Section[],
  limit: number,
): Uint8Array | null {
  const section = findSection(sections, SectionId.memory);
  if (section === undefined) return null;
  const reader = sectionReader(wasm, section);
  const out = new ByteWriter(16);
  const count = reader.u32();
  out.u32(count);
  for (let left = count; left > 0; left -= 1) {
    const at = reader.position;
    const { flags, minimum, maximum } = readLimits(reader);
    if (flags === 0x02) throw malformed("shared memory without a maximum", at);
    if (minimum > MAX_PAGES || (maximum ?? 0) > MAX_PAGES)
      throw malformed("memory of more than 4 GiB", at);
    if (minimum > (maximum ?? MAX_PAGES))
      throw malformed("memory with its minimum above its maximum", at);
    if (minimum > limit)
      throw fault(meteringErrors.memoryOverLimit, { minimum, limit }, { place: { byte: at } });
    out.byte(flags | 0x01);
    out.u32(minimum);
    out.u32(Math.min(maximum ?? MAX_PAGES, Math.max(limit, 0)));
  }
  out.copy(wasm, reader.position, section.end);
  return out.view();
}
