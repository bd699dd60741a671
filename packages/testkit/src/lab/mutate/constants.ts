import { Opcode } from "../../metering/operators.js";
import {
  findSection,
  readSections,
  readValueType,
  SectionId,
  sectionReader,
} from "../../metering/module-layout.js";
import { readModuleTypes } from "../../metering/module-types.js";
import { OperatorReader } from "../../metering/operator-reader.js";
import { ByteWriter } from "../../wasm/byte-writer.js";

export type NumberType = "i32" | "i64" | "f32" | "f64";

/** A number that stands in the code. */
export interface Constant {
  readonly type: NumberType;
  readonly value: number;
}

const F32_CONST = 0x43;
const F64_CONST = 0x44;
const OPCODES: Readonly<Record<NumberType, number>> = {
  i32: Opcode.i32Const,
  i64: Opcode.i64Const,
  f32: F32_CONST,
  f64: F64_CONST,
};

/** The number that an instruction at `start` pushes, or null when it is none, or one that a double cannot hold. */
export function constantAt(wasm: Uint8Array, start: number, end: number): Constant | null {
  const view = new DataView(wasm.buffer, wasm.byteOffset + start + 1);
  switch (wasm[start]) {
    case Opcode.i32Const:
      return { type: "i32", value: leb(wasm, start + 1, end) };
    case Opcode.i64Const: {
      const value = leb(wasm, start + 1, end);
      return Number.isSafeInteger(value) ? { type: "i64", value } : null;
    }
    case F32_CONST:
      return { type: "f32", value: view.getFloat32(0, true) };
    case F64_CONST:
      return { type: "f64", value: view.getFloat64(0, true) };
    default:
      return null;
  }
}

function leb(wasm: Uint8Array, start: number, end: number): number {
  let value = 0;
  let scale = 1;
  for (let at = start; at < end; at += 1) {
    const byte = wasm[at] ?? 0;
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) return (byte & 0x40) === 0 ? value : value - scale;
  }
  return value;
}

/** The instruction that pushes a number; integers must not be negative. */
export function constantBytes({ type, value }: Constant): Uint8Array {
  const out = new ByteWriter(10);
  out.byte(OPCODES[type]);
  if (type === "i32" || type === "i64") out.positive(value);
  else {
    const bytes = new Uint8Array(type === "f32" ? 4 : 8);
    const view = new DataView(bytes.buffer);
    if (type === "f32") view.setFloat32(0, value, true);
    else view.setFloat64(0, value, true);
    out.bytes(bytes);
  }
  return out.view().slice();
}

/** What a number becomes: nothing, and about twice as much; 0 becomes 1. */
export function otherNumbers({ type, value }: Constant): readonly number[] {
  if (value === 0) return [1];
  const isWhole = type === "i32" || type === "i64";
  if (isWhole && value < 0) return [];
  return isWhole ? [value - 1, value + 1] : [0, 2 * value];
}

/** The numbers of globals that never change, by the global's index. @throws WeightkitError WK450 */
export function constantGlobals(wasm: Uint8Array): ReadonlyMap<number, Constant> {
  const sections = readSections(wasm);
  const section = findSection(sections, SectionId.global);
  const globals = new Map<number, Constant>();
  if (section === undefined) return globals;
  const { importedGlobals } = readModuleTypes(wasm, sections);
  const reader = sectionReader(wasm, section);
  const count = reader.u32();
  for (let i = 0; i < count; i += 1) {
    readValueType(reader);
    const isMutable = reader.byte() === 1;
    const op = new OperatorReader(reader, -1);
    const starts: number[] = [];
    do {
      op.next();
      starts.push(op.offset);
    } while (op.opcode !== Opcode.end);
    const [first = 0, end = 0] = starts;
    const constant = starts.length === 2 ? constantAt(wasm, first, end) : null;
    if (!isMutable && constant !== null) globals.set(importedGlobals + i, constant);
  }
  return globals;
}
