import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { ByteReader } from "../wasm/byte-reader.js";
import { malformed } from "./code-reader.js";
import { readValueType } from "./module-layout.js";
import { ATOMIC, Immediate, MISC, Opcode, PLAIN, VECTOR } from "./operators.js";

/**
 * Reads one operator at a time, passing over its immediates. What the rewriting needs of them is left in the fields,
 * which the next operator overwrites.
 */
export class OperatorReader {
  readonly #functionIndex: number;

  /** Offset of the operator in the file. */
  offset = 0;
  opcode = 0;
  /** The number after a prefix (0xFC, 0xFD, 0xFE); 0 for operators of one byte. */
  sub = 0;
  kind: number = Immediate.none;
  /** First index, a block's type (below 0 when it is not an index), a branch's depth, a constant's value when it fits 32 bits, or an access's offset. */
  value = 0;
  /** Second index. */
  second = 0;
  /** Memory of a load or store. */
  memory = 0;
  /** Depths of a branch table, its default last. */
  targets: number[] = [];

  constructor(
    readonly reader: ByteReader,
    functionIndex: number,
  ) {
    this.#functionIndex = functionIndex;
  }

  next(): void {
    const reader = this.reader;
    this.offset = reader.position;
    const opcode = reader.byte();
    this.opcode = opcode;
    this.sub = 0;
    let kind = PLAIN[opcode] ?? Immediate.unknown;
    if (kind === Immediate.prefix) {
      this.sub = reader.u32();
      const table =
        opcode === Opcode.prefixMisc ? MISC : opcode === Opcode.prefixVector ? VECTOR : ATOMIC;
      kind = table[this.sub] ?? Immediate.unknown;
    }
    this.kind = kind;
    if (kind !== Immediate.none) this.#readImmediate(kind);
  }

  #readImmediate(kind: number): void {
    const reader = this.reader;
    switch (kind) {
      case Immediate.index:
        this.value = reader.u32();
        return;
      case Immediate.twoIndices:
        this.value = reader.u32();
        this.second = reader.u32();
        return;
      case Immediate.memory:
        this.#readAccess();
        return;
      case Immediate.memoryLane:
        this.#readAccess();
        reader.skip(1);
        return;
      case Immediate.byte:
        reader.skip(1);
        return;
      case Immediate.reference:
        readValueType(reader);
        return;
      case Immediate.blockType:
        this.#readBlockType();
        return;
      case Immediate.branchTable:
        this.#readTargets();
        return;
      case Immediate.i32:
        this.value = reader.s33();
        return;
      case Immediate.i64:
        reader.skipLeb(10);
        return;
      case Immediate.f32:
        reader.skip(4);
        return;
      case Immediate.f64:
        reader.skip(8);
        return;
      case Immediate.v128:
        reader.skip(16);
        return;
      case Immediate.types:
        reader.vector();
        return;
      default:
        throw this.#unknown();
    }
  }

  #readAccess(): void {
    const align = this.reader.u32();
    this.memory = (align & 0x40) === 0 ? 0 : this.reader.u32();
    this.value = this.reader.u32();
  }

  #readBlockType(): void {
    const reader = this.reader;
    const byte = reader.bytes[reader.position] ?? 0;
    // Negative numbers of one byte are value types, except 0x40, which means no result.
    if (byte > 0x40 && byte < 0x80) this.value = -readValueType(reader);
    else this.value = reader.s33();
  }

  #readTargets(): void {
    const reader = this.reader;
    const count = reader.u32();
    if (count > reader.end - reader.position)
      throw malformed("branch table longer than its function", this.offset);
    const targets = [];
    for (let index = 0; index <= count; index += 1) targets.push(reader.u32());
    this.targets = targets;
  }

  #unknown() {
    const hex = (value: number) => value.toString(16).toUpperCase().padStart(2, "0");
    const prefixed = PLAIN[this.opcode] === Immediate.prefix;
    const operator = `0x${hex(this.opcode)}${prefixed ? hex(this.sub) : ""}`;
    const { offset } = this;
    const functionIndex = this.#functionIndex;
    return fault(
      meteringErrors.unknownOperator,
      { operator, offset, functionIndex },
      { place: { byte: offset } },
    );
  }
}
