/** Whether two pieces of memory hold the same. */
export function sameBytes(a: usize, b: usize, length: usize): bool {
  for (; length >= 8; length -= 8) {
    if (load<u64>(a) != load<u64>(b)) return false;
    a += 8;
    b += 8;
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
