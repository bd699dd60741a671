import { bytesOfLatin1, indexOfBytes, latin1 } from "../numbers/bytes.js";
import { ByteReader } from "./byte-reader.js";
import {
  PARAMETER_NAME,
  PARAMETER_TYPES,
  type Parameter,
  type ParameterType,
} from "./parameter.js";

/**
 * A parameter's record in a data segment: what it is, padded to 8 bytes, the value as a little-endian double, an end. It has no long run
 * of zeros, which optimizers take out of segments.
 */
const MAGIC = "weightkit:param ";
const MAGIC_BYTES = bytesOfLatin1(MAGIC);
const LETTERS: Readonly<Record<ParameterType, string>> = { f64: "f", i32: "i", bool: "b" };
const END = ";";
/** Records that are read of one module. */
const MAX_RECORDS = 1000;
const DATA = 11;

/** The bytes of a parameter's record, and where in them its value is. */
export function parameterRecord({ name, type, value }: Parameter): {
  readonly bytes: Uint8Array;
  readonly valueAt: number;
} {
  const head = `${MAGIC}${LETTERS[type]}${String.fromCharCode(name.length)}${name}`;
  const valueAt = Math.ceil(head.length / 8) * 8;
  const bytes = bytesOfLatin1(`${head.padEnd(valueAt, ".")}........${END}`);
  new DataView(bytes.buffer).setFloat64(valueAt, value, true);
  return { bytes, valueAt };
}

/** A parameter and where it is. */
export interface PlacedParameter extends Parameter {
  /** Byte of the module at which the value is. */
  readonly at: number;
}

/** The parameters of a module in the order of its data, each name once; empty for logic without any. @throws WeightkitError WK403 */
export function readParameters(bytes: Uint8Array): Parameter[] {
  const byName = new Map<string, Parameter>();
  for (const { name, type, value } of placedParameters(bytes)) {
    if (!byName.has(name)) byName.set(name, { name, type, value });
  }
  return [...byName.values()];
}

/**
 * A copy of the module with other values of parameters: the bytes that compiling it with these values gives.
 * @param values By name; names that the module does not have change nothing. A bool is 1 or 0.
 * @throws WeightkitError WK403
 */
export function withParameters(
  bytes: Uint8Array,
  values: ReadonlyMap<string, number>,
): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  const view = new DataView(copy.buffer);
  for (const { name, at } of placedParameters(bytes)) {
    const value = values.get(name);
    if (value !== undefined) view.setFloat64(at, value, true);
  }
  return copy;
}

/** Every record of a module, in the order of its data; a name may have several. @throws WeightkitError WK403 */
export function placedParameters(bytes: Uint8Array): PlacedParameter[] {
  const found: PlacedParameter[] = [];
  for (const { from, to } of dataSections(bytes)) {
    let at = indexOfBytes(bytes, MAGIC_BYTES, from);
    while (at >= 0 && at < to && found.length < MAX_RECORDS) {
      const record = recordAt(bytes.subarray(0, to), at);
      if (record !== null) found.push(record);
      at = indexOfBytes(bytes, MAGIC_BYTES, at + 1);
    }
  }
  return found;
}

function recordAt(bytes: Uint8Array, start: number): PlacedParameter | null {
  const head = start + MAGIC.length;
  const [letter, length] = [bytes[head] ?? 0, bytes[head + 1] ?? 0];
  const name = latin1(bytes.subarray(head + 2, head + 2 + length));
  const type = PARAMETER_TYPES.find((one) => LETTERS[one] === String.fromCharCode(letter));
  const at = start + Math.ceil((MAGIC.length + 2 + length) / 8) * 8;
  const whole = bytes[at + 8] === END.charCodeAt(0);
  if (type === undefined || !whole || !PARAMETER_NAME.test(name)) return null;
  const value = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(at, true);
  return { name, type, value, at };
}

function dataSections(bytes: Uint8Array): { readonly from: number; readonly to: number }[] {
  const sections: { from: number; to: number }[] = [];
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const section = reader.part(reader.u32("a section's size"), "a section");
    if (id === DATA) sections.push({ from: section.position, to: section.end });
  }
  return sections;
}
