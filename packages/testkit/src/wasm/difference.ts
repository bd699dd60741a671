import { ByteReader } from "./byte-reader.js";
import { inspectWasm } from "./inspect.js";
import { sectionName } from "./sections.js";

/** The first place in which two modules differ, in the order of their sections. */
export interface WasmDifference {
  /** As `weightkit inspect` lists it, e.g. `code`. */
  readonly section: string;
  /** Index of the first function whose body differs, where the section is the code; else null. */
  readonly functionIndex: number | null;
  /** Offset of the first byte that differs, in the second module's file. */
  readonly offset: number;
}

const CODE = 10;

interface Part {
  readonly name: string;
  readonly id: number;
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Null when both are the same to the byte. @throws WeightkitError WK403 */
export function firstDifference(first: Uint8Array, second: Uint8Array): WasmDifference | null {
  if (Buffer.compare(first, second) === 0) return null;
  const [ours, theirs] = [partsOf(first), partsOf(second)];
  for (const [i, part] of theirs.entries()) {
    const other = ours[i];
    if (other !== undefined && Buffer.compare(other.bytes, part.bytes) === 0) continue;
    const same = other?.name === part.name ? other : null;
    const inCode = part.id === CODE && same !== null ? differingBody(same, part, second) : null;
    const at = same === null ? 0 : firstByte(same.bytes, part.bytes);
    return inCode ?? { section: part.name, functionIndex: null, offset: part.start + at };
  }
  const extra = ours[theirs.length];
  return { section: extra?.name ?? "end", functionIndex: null, offset: second.length };
}

function differingBody(ours: Part, theirs: Part, module: Uint8Array): WasmDifference | null {
  const [a, b] = [bodiesOf(ours), bodiesOf(theirs)];
  const at = b.findIndex((body, i) => {
    const other = a[i];
    return other === undefined || Buffer.compare(other.bytes, body.bytes) !== 0;
  });
  const [mine, body] = [a[at], b[at]];
  if (body === undefined) return null;
  const inside = mine === undefined ? 0 : firstByte(mine.bytes, body.bytes);
  const functionIndex = inspectWasm(module).importedFunctions + at;
  return { section: theirs.name, functionIndex, offset: body.start + inside };
}

function partsOf(bytes: Uint8Array): Part[] {
  const parts: Part[] = [];
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const size = reader.u32("a section's size");
    const start = reader.position;
    const section = reader.part(size, "a section");
    parts.push({
      id,
      start,
      name: sectionName(id, section),
      bytes: bytes.subarray(start, start + size),
    });
  }
  return parts;
}

function bodiesOf({
  bytes,
  start,
}: Part): { readonly start: number; readonly bytes: Uint8Array }[] {
  const reader = new ByteReader(bytes, 0);
  const bodies = [];
  for (let count = reader.u32("the number of bodies"); count > 0; count -= 1) {
    const size = reader.u32("a body's size");
    const at = reader.position;
    bodies.push({ start: start + at, bytes: reader.take(size, "a body") });
  }
  return bodies;
}

function firstByte(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) if (a[i] !== b[i]) return i;
  return shorter;
}
