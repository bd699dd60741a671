const ONES: u64 = 0x0101010101010101;

/**
 * Address of the first byte that is not a plain ASCII character of a JSON string: a quote, a backslash, below 0x20 or above 0x7f.
 * Looks at up to 7 bytes beyond that one, which must be memory.
 */
export function plainEnd(p: usize): usize {
  while (true) {
    const bytes = load<u64>(p);
    // Borrows reach only bytes after the first one found.
    const found =
      (bytes |
        (bytes - ONES * 0x20) |
        ((bytes ^ (ONES * 0x22)) - ONES) |
        ((bytes ^ (ONES * 0x5c)) - ONES)) &
      (ONES * 0x80);
    if (found) return p + <usize>(ctz(found) >> 3);
    p += 8;
  }
  return p;
}

/** Whether two pieces of memory hold the same. */
export function sameBytes(a: usize, b: usize, length: usize): bool {
  while (length >= 8) {
    if (load<u64>(a) != load<u64>(b)) return false;
    if (length == 8) return true;
    // The last step takes the last 8 bytes, some of them again.
    const step = min<usize>(8, length - 8);
    a += step;
    b += step;
    length -= step;
  }
  for (; length; length--) {
    if (load<u8>(a++) != load<u8>(b++)) return false;
  }
  return true;
}

/** A larger block of memory with what is in the old one; the old one is not given back. */
export function enlarged(block: usize, used: usize, size: usize): usize {
  const larger = heap.alloc(size);
  memory.copy(larger, block, used);
  return larger;
}
