import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { ByteWriter } from "../wasm/byte-writer.js";
import {
  findSection,
  readLimits,
  readValueType,
  SectionId,
  sectionReader,
  type Section,
} from "./module-layout.js";

/** Elements that a module's tables may have together: V8 takes 16 bytes for each, and ends the process when it has none. */
export const MAX_TABLE_ELEMENTS = 1_000_000;

/**
 * The table section with maxima that keep all tables together within the limit, or null when the module defines no table, or
 * one with an initial value, which nodes do not have.
 *
 * @throws WeightkitError WK455 when the tables start above the limit
 */
export function limitTables(wasm: Uint8Array, sections: readonly Section[]): Uint8Array | null {
  const section = findSection(sections, SectionId.table);
  if (section === undefined) return null;
  const reader = sectionReader(wasm, section);
  const tables = [];
  let elements = 0;
  for (let left = reader.u32(); left > 0; left -= 1) {
    const at = reader.position;
    const type = readValueType(reader);
    const limits = readLimits(reader);
    elements += limits.minimum;
    if (elements > MAX_TABLE_ELEMENTS)
      throw fault(
        meteringErrors.tablesOverLimit,
        { elements, limit: MAX_TABLE_ELEMENTS },
        { place: { byte: at } },
      );
    tables.push({ type, ...limits });
  }
  const spare = Math.floor((MAX_TABLE_ELEMENTS - elements) / Math.max(1, tables.length));
  const out = new ByteWriter(16);
  out.u32(tables.length);
  for (const { type, flags, minimum, maximum } of tables) {
    out.byte(type);
    out.byte(flags | 0x01);
    out.u32(minimum);
    out.u32(Math.min(maximum ?? Infinity, minimum + spare));
  }
  out.copy(wasm, reader.position, section.end);
  return out.view();
}
