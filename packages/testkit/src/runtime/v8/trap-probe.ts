import { concat } from "../../numbers/bytes.js";
import { ByteReader } from "../../wasm/byte-reader.js";
import { ByteWriter } from "../../wasm/byte-writer.js";
import { inspectWasm } from "../../wasm/inspect.js";
import type { WasmFrame } from "./guest-stack.js";
import { NULL_ELEMENT, type TrapKind } from "./trap-kind.js";

/**
 * V8 reports the same for a float that is NaN (exit 10) and of one that is too large (exit 8), and of an indirect call of a
 * null element (exit 6) and of one of another type (exit 7). The probe is the same module with `unreachable` put before
 * the very operator that trapped, behind a test for NaN or null: run again, it shows which it was.
 */
export interface Probe {
  readonly bytes: Uint8Array;
  readonly functionIndex: number;
  /** What it was if the probe ends in `unreachable`. */
  readonly ifReached: TrapKind;
}

const NOT_A_NUMBER: TrapKind = { exitCode: 10, kind: "float is not a number" };

const LOCAL_GET = 0x20;
const LOCAL_TEE = 0x22;
const TABLE_GET = 0x25;
const REF_IS_NULL = 0xd1;
const F32_NE = 0x5c;
const F64_NE = 0x62;
const I32 = 0x7f;
const F32 = 0x7d;
const F64 = 0x7c;
const IF_UNREACHABLE = [0x04, 0x40, 0x00, 0x0b];

/** A probe for the trap at `frame`, or null when its operator leaves nothing to distinguish. */
export function makeProbe(bytes: Uint8Array, frame: WasmFrame): Probe | null {
  const body = findBody(bytes, frame);
  if (body === null) return null;
  const local = leb(body.locals);
  const test = testOf(bytes, frame.offset, local);
  if (test === null) return null;
  const { functionIndex } = frame;
  return { bytes: insert(bytes, body, frame.offset, test), functionIndex, ifReached: test.means };
}

interface Test {
  readonly code: readonly number[];
  readonly localType: number;
  readonly means: TrapKind;
}

function testOf(bytes: Uint8Array, offset: number, local: readonly number[]): Test | null {
  const operator = bytes[offset] ?? 0;
  const keep = [LOCAL_TEE, ...local];
  const again = [LOCAL_GET, ...local];
  if (operator === 0x11 || operator === 0x13) {
    const reader = new ByteReader(bytes, offset + 1);
    reader.u32("a type");
    const table = leb(reader.u32("a table"));
    const code = [...keep, TABLE_GET, ...table, REF_IS_NULL, ...IF_UNREACHABLE, ...again];
    return { code, localType: I32, means: NULL_ELEMENT };
  }
  const isF32 = [0xa8, 0xa9, 0xae, 0xaf].includes(operator);
  if (!isF32 && ![0xaa, 0xab, 0xb0, 0xb1].includes(operator)) return null;
  const code = [...keep, ...again, isF32 ? F32_NE : F64_NE, ...IF_UNREACHABLE, ...again];
  return { code, localType: isF32 ? F32 : F64, means: NOT_A_NUMBER };
}

interface Body {
  /** Where the code section's size and content begin, and where the content ends. */
  readonly section: { readonly size: number; readonly start: number; readonly end: number };
  readonly size: number;
  readonly start: number;
  readonly end: number;
  /** Number of the function's locals, parameters among them. */
  readonly locals: number;
  readonly groups: number;
  /** Where the groups of locals begin and end. */
  readonly groupsStart: number;
  readonly groupsEnd: number;
}

function findBody(bytes: Uint8Array, { functionIndex, offset }: WasmFrame): Body | null {
  const { importedFunctions } = inspectWasm(bytes);
  const reader = new ByteReader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte("a section's id");
    const size = reader.position;
    const length = reader.u32("a section's size");
    const start = reader.position;
    const section = reader.part(length, "a section");
    if (id !== 10) continue;
    const count = section.u32("the number of bodies");
    for (let index = importedFunctions; index < importedFunctions + count; index += 1) {
      const bodySize = section.position;
      const code = section.part(section.u32("a body's size"), "a body");
      if (index !== functionIndex) continue;
      if (offset < code.position || offset >= code.end) return null;
      const at = { section: { size, start, end: start + length }, size: bodySize };
      return { ...at, ...readLocals(bytes, functionIndex, code) };
    }
  }
  return null;
}

function readLocals(bytes: Uint8Array, functionIndex: number, code: ByteReader) {
  const start = code.position;
  let locals = parameterCount(bytes, functionIndex);
  const groups = code.u32("the number of groups of locals");
  const groupsStart = code.position;
  for (let i = 0; i < groups; i += 1) {
    locals += code.u32("a number of locals");
    code.byte("a local's type");
  }
  return { start, end: code.end, locals, groups, groupsStart, groupsEnd: code.position };
}

function parameterCount(bytes: Uint8Array, functionIndex: number): number {
  return inspectWasm(bytes).functionSignatures[functionIndex]?.indexOf(":") ?? 0;
}

function insert(bytes: Uint8Array, body: Body, offset: number, test: Test): Uint8Array {
  const code = concat([
    Uint8Array.from(leb(body.groups + 1)),
    bytes.subarray(body.groupsStart, body.groupsEnd),
    Uint8Array.of(1, test.localType),
    bytes.subarray(body.groupsEnd, offset),
    Uint8Array.from(test.code),
    bytes.subarray(offset, body.end),
  ]);
  const content = concat([
    bytes.subarray(body.section.start, body.size),
    Uint8Array.from(leb(code.length)),
    code,
    bytes.subarray(body.end, body.section.end),
  ]);
  return concat([
    bytes.subarray(0, body.section.size),
    Uint8Array.from(leb(content.length)),
    content,
    bytes.subarray(body.section.end),
  ]);
}

function leb(value: number): readonly number[] {
  const writer = new ByteWriter(8);
  writer.u32(value);
  return Array.from(writer.view());
}
