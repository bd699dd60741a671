/** 2^64: the smallest double that no uint64 holds. */
export const UINT64_LIMIT = 18446744073709551616;

/** Whether a double converts to uint64 without becoming garbage: `uint64(x)` of Go drops the fraction. */
export function fitsUint64(value: number): boolean {
  return value >= 0 && value < UINT64_LIMIT;
}

/** Decimal text of a whole double in 0..2^64, exact above 2^53 too (where `String` rounds to 17 digits). */
export function uint64Text(value: number): string {
  return value < 1e15 ? String(value) : BigInt(value).toString();
}
