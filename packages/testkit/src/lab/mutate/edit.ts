import { ByteWriter } from "../../wasm/byte-writer.js";
import type { ModuleCode } from "./instructions.js";

/** Bytes that take the place of one instruction. */
export interface Edit {
  readonly functionIndex: number;
  /** Offsets in the file of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** The module with one instruction replaced: the sizes of its function and of the code section follow, all else stays. */
export function edited(wasm: Uint8Array, { section, bodies }: ModuleCode, edit: Edit): Uint8Array {
  if (section === null) return wasm;
  const code = new ByteWriter(section.end - section.start + edit.bytes.length + 8);
  code.u32(bodies.length);
  for (const { functionIndex, start, end } of bodies) {
    const isEdited = functionIndex === edit.functionIndex;
    const grown = isEdited ? edit.bytes.length - (edit.end - edit.start) : 0;
    code.u32(end - start + grown);
    if (isEdited) {
      code.copy(wasm, start, edit.start);
      code.bytes(edit.bytes);
      code.copy(wasm, edit.end, end);
    } else code.copy(wasm, start, end);
  }
  const out = new ByteWriter(wasm.length + edit.bytes.length + 8);
  out.copy(wasm, 0, headOf(wasm, section.start));
  out.u32(code.length);
  out.bytes(code.view());
  out.copy(wasm, section.end, wasm.length);
  return out.view().slice();
}

/** The offset of a section's size, which stands before its bytes: its last byte has no high bit, those before it have. */
function headOf(wasm: Uint8Array, start: number): number {
  let at = start - 1;
  while (((wasm[at - 1] ?? 0) & 0x80) !== 0) at -= 1;
  return at;
}
