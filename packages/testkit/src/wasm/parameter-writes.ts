import { dataSegments, type DataSegment } from "./data-segments.js";
import type { WasmInterface } from "./wasm-interface.js";
import { placedParameters } from "./parameters.js";

/** A double to be written into an instance's memory before any of its code runs. */
export interface MemoryWrite {
  readonly address: number;
  readonly value: number;
}

const BYTES = 8;

/**
 * What to write into the exported memory of a fresh instance of a module so that it is as if instantiated from
 * `withParameters(bytes, values)`: code that was compiled once then serves all values.
 * @returns null where that is not certain: data that the code itself copies, computed addresses, segments over each other, several
 * memories, or a memory that is not exported as `memory`
 * @throws WeightkitError WK403
 */
export function parameterWrites(
  bytes: Uint8Array,
  { memories, exports }: Pick<WasmInterface, "memories" | "exports">,
  values: ReadonlyMap<string, number>,
): MemoryWrite[] | null {
  const [memory, another] = memories;
  const isReached = exports.some(({ name, kind }) => kind === "memory" && name === "memory");
  if (memory === undefined || another !== undefined || memory.imported || !isReached) return null;
  const segments = dataSegments(bytes);
  if (segments === null) return null;
  const writes: MemoryWrite[] = [];
  for (const { name, at } of placedParameters(bytes)) {
    const value = values.get(name);
    if (value === undefined) continue;
    const address = addressOf(at, segments);
    if (address === null) return null;
    writes.push({ address, value });
  }
  return writes;
}

/** The address of the 8 bytes at a place of the module; null where they are not copied, or something is copied over them. */
function addressOf(at: number, segments: readonly DataSegment[]): number | null {
  const own = segments.find(({ from, to }) => from <= at && at + BYTES <= to);
  if (own === undefined || own.address === null) return null;
  const address = own.address + at - own.from;
  const isCovered = segments.some(
    ({ address: other, from, to }) =>
      other !== null &&
      other + (to - from) > address &&
      other < address + BYTES &&
      (from !== own.from || to !== own.to),
  );
  return isCovered ? null : address;
}
