import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { ByteReader } from "../wasm/byte-reader.js";
import type { ByteWriter } from "../wasm/byte-writer.js";
import { readValueType } from "./module-layout.js";

/** Most locals that engines accept in one function. */
const MAX_LOCALS = 50_000;
/** Locals that metering adds at most. */
const ADDED = 3;

export interface LocalDeclarations {
  /** Counts of the groups of equal types. */
  readonly counts: readonly number[];
  /** The groups' value types, as their bytes. */
  readonly types: readonly number[];
  /** Parameters and locals together. */
  readonly total: number;
  /** The groups as they are encoded. */
  readonly encoded: Uint8Array;
}

/** Which locals the inserted code needs: the fuel left (i64), and a length and a size (i32). */
export interface LocalsUsed {
  readonly fuel: boolean;
  readonly lengths: boolean;
}

/** @throws WeightkitError WK454 when no room is left for metering's own locals */
export function readLocals(reader: ByteReader, parameters: number): LocalDeclarations {
  const at = reader.position;
  const counts: number[] = [];
  const types: number[] = [];
  let total = parameters;
  const groups = reader.u32();
  const start = reader.position;
  for (let group = 0; group < groups; group += 1) {
    const count = reader.u32();
    types.push(readValueType(reader));
    counts.push(count);
    total += count;
    if (total > MAX_LOCALS - ADDED)
      throw fault(
        meteringErrors.tooLarge,
        { what: "a function with locals", limit: MAX_LOCALS },
        { place: { byte: at } },
      );
  }
  return { counts, types, total, encoded: reader.bytes.subarray(start, reader.position) };
}

export function writeLocals(out: ByteWriter, locals: LocalDeclarations, used: LocalsUsed): void {
  const added = used.lengths ? 2 : used.fuel ? 1 : 0;
  out.u32(locals.counts.length + added);
  out.bytes(locals.encoded);
  if (added > 0) {
    out.byte(1);
    out.byte(0x7e);
  }
  if (added > 1) {
    out.byte(2);
    out.byte(0x7f);
  }
}
