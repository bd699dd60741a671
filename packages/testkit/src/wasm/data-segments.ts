import { ByteReader } from "./byte-reader.js";

/** A piece of a module's data, by its bytes in the module. */
export interface DataSegment {
  readonly from: number;
  readonly to: number;
  /** Where instantiation copies it in the first memory; null where a run decides that, or another memory gets it. */
  readonly address: number | null;
}

const DATA = 11;
const PASSIVE = 1;
const OTHER_MEMORY = 2;
const I32_CONST = 0x41;
const END = 0x0b;

/**
 * The data segments of a module, in the order in which instantiation copies them.
 * @returns null for addresses that are computed, e.g. from an imported global
 * @throws WeightkitError WK403
 */
export function dataSegments(bytes: Uint8Array): DataSegment[] | null {
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const section = reader.part(reader.u32("a section's size"), "a section");
    if (id === DATA) return readSegments(section);
  }
  return [];
}

function readSegments(section: ByteReader): DataSegment[] | null {
  const segments: DataSegment[] = [];
  for (let left = section.u32("the number of data segments"); left > 0; left -= 1) {
    const flags = section.u32("a data segment's kind");
    if (flags > OTHER_MEMORY) section.fail("unknown kind of data segment");
    const isFirst = flags !== OTHER_MEMORY || section.u32("a memory's index") === 0;
    let address: number | null = null;
    if (flags !== PASSIVE) {
      address = constantAddress(section);
      if (address === null) return null;
    }
    const { length } = section.vector("a data segment");
    const to = section.position;
    segments.push({ from: to - length, to, address: isFirst ? address : null });
  }
  return segments;
}

/** Null for all but one constant. */
function constantAddress(section: ByteReader): number | null {
  if (section.byte("an address") !== I32_CONST) return null;
  const address = section.s33("an address") >>> 0;
  return section.byte("an address") === END ? address : null;
}
