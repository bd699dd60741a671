/** The integer that `unsigned` read last. */
export let unsignedValue: u64 = 0;

/**
 * Reads a uint64 in decimal without leading zeros.
 * @param at address of the first byte
 * @returns the address after it (its value is in `unsignedValue`), or 0 when there is none or it is 2^64 or more
 */
export function unsigned(at: usize): usize {
  let value: u64 = 0;
  let p = at;
  while (true) {
    const c: u32 = <u32>load<u8>(p) - 0x30;
    if (c > 9) break;
    const next = value * 10 + c;
    if (value > u64.MAX_VALUE / 10 || next < c) return 0;
    value = next;
    p++;
  }
  if (p == at || (load<u8>(at) == 0x30 && p > at + 1)) return 0;
  unsignedValue = value;
  return p;
}
