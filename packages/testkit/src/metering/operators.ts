/** How an operator's immediates are encoded, for passing over them. */
export const Immediate = {
  none: 0,
  /** One u32: an index or a depth. */
  index: 1,
  /** Two u32. */
  twoIndices: 2,
  /** Alignment, an index of the memory if bit 6 of it is set, and an offset. */
  memory: 3,
  /** As `memory`, with the byte of a lane after it. */
  memoryLane: 4,
  /** One byte: a lane or a reserved zero. */
  byte: 5,
  blockType: 6,
  branchTable: 7,
  i32: 8,
  i64: 9,
  /** Four bytes. */
  f32: 10,
  /** Eight bytes. */
  f64: 11,
  /** Sixteen bytes: a vector or a shuffle's lanes. */
  v128: 12,
  /** A vector of value types. */
  types: 13,
  /** One byte of a reference type. */
  reference: 14,
  /** Another opcode follows, as u32. */
  prefix: 15,
  unknown: 255,
} as const;

export const Opcode = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  drop: 0x1a,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  tableGet: 0x25,
  tableSet: 0x26,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  i64LeS: 0x57,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  refFunc: 0xd2,
  prefixMisc: 0xfc,
  prefixVector: 0xfd,
  prefixAtomic: 0xfe,
} as const;

function fill(table: Uint8Array, from: number, to: number, kind: number): void {
  table.fill(kind, from, to + 1);
}

/** Immediates of the operators of one byte, by opcode. */
export const PLAIN = new Uint8Array(256).fill(Immediate.unknown);
fill(PLAIN, 0x00, 0x01, Immediate.none);
fill(PLAIN, 0x02, 0x04, Immediate.blockType);
PLAIN[0x05] = Immediate.none;
PLAIN[0x0b] = Immediate.none;
fill(PLAIN, 0x0c, 0x0d, Immediate.index);
PLAIN[0x0e] = Immediate.branchTable;
PLAIN[0x0f] = Immediate.none;
PLAIN[0x10] = Immediate.index;
PLAIN[0x11] = Immediate.twoIndices;
PLAIN[0x12] = Immediate.index;
PLAIN[0x13] = Immediate.twoIndices;
fill(PLAIN, 0x1a, 0x1b, Immediate.none);
PLAIN[0x1c] = Immediate.types;
fill(PLAIN, 0x20, 0x26, Immediate.index);
fill(PLAIN, 0x28, 0x3e, Immediate.memory);
fill(PLAIN, 0x3f, 0x40, Immediate.index);
PLAIN[0x41] = Immediate.i32;
PLAIN[0x42] = Immediate.i64;
PLAIN[0x43] = Immediate.f32;
PLAIN[0x44] = Immediate.f64;
fill(PLAIN, 0x45, 0xc4, Immediate.none);
PLAIN[0xd0] = Immediate.reference;
PLAIN[0xd1] = Immediate.none;
PLAIN[0xd2] = Immediate.index;
fill(PLAIN, 0xfc, 0xfe, Immediate.prefix);

/** Immediates after 0xFC: saturating conversions, bulk memory and tables. */
export const MISC = new Uint8Array(18).fill(Immediate.none);
MISC[8] = Immediate.twoIndices;
MISC[9] = Immediate.index;
MISC[10] = Immediate.twoIndices;
MISC[11] = Immediate.index;
MISC[12] = Immediate.twoIndices;
MISC[13] = Immediate.index;
MISC[14] = Immediate.twoIndices;
fill(MISC, 15, 17, Immediate.index);

/** Immediates after 0xFD: SIMD, from 0x100 on relaxed SIMD. */
export const VECTOR = new Uint8Array(0x114).fill(Immediate.none);
fill(VECTOR, 0, 11, Immediate.memory);
fill(VECTOR, 12, 13, Immediate.v128);
fill(VECTOR, 21, 34, Immediate.byte);
fill(VECTOR, 84, 91, Immediate.memoryLane);
fill(VECTOR, 92, 93, Immediate.memory);
for (const hole of [
  0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2,
  0xd3, 0xd4, 0xe2, 0xee,
])
  VECTOR[hole] = Immediate.unknown;

/** Immediates after 0xFE: threads. */
export const ATOMIC = new Uint8Array(0x4f).fill(Immediate.unknown);
fill(ATOMIC, 0, 2, Immediate.memory);
ATOMIC[3] = Immediate.byte;
fill(ATOMIC, 0x10, 0x4e, Immediate.memory);
