/** log2 of the bytes that the loads and stores 0x28 to 0x3E touch. */
const PLAIN_SIZES = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

/** The same for SIMD (after 0xFD). */
function vectorSize(operator: number): number {
  if (operator === 0 || operator === 11) return 4;
  if (operator <= 6) return 3;
  if (operator <= 10) return operator - 7;
  if (operator <= 91) return (operator - 84) & 3;
  return operator - 90;
}

/** The same for read-modify-write operators, whose types repeat every seven. */
const ATOMIC_SIZES = [2, 3, 0, 1, 0, 1, 2];

function atomicSize(operator: number): number {
  if (operator <= 2) return operator === 2 ? 3 : 2;
  return ATOMIC_SIZES[(operator - 0x10) % 7] ?? 0;
}

/** Bytes that a load or store touches; `sub` is the number after a prefix. */
export function accessSize(opcode: number, sub: number): number {
  if (opcode === 0xfd) return 1 << vectorSize(sub);
  if (opcode === 0xfe) return 1 << atomicSize(sub);
  return 1 << (PLAIN_SIZES[opcode - 0x28] ?? 0);
}
