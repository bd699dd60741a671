/**
 * Sorts places by a comparison, in place: heapsort, so never slower than n log n. Not stable: let `before` decide every tie.
 * @param before whether the first place belongs before the second
 */
export function sortPlaces(places: StaticArray<i32>, before: (a: i32, b: i32) => bool): void {
  sort(changetype<usize>(places), places.length, before);
}

/**
 * The same for `count` 32-bit numbers in memory.
 * @param start address of the first
 */
export function sort(start: usize, count: i32, before: (a: i32, b: i32) => bool): void {
  sortLast(start, count, count - 1, before);
}

/**
 * The same, but only the last `wanted` of the order get to their place, and the others somewhere before them.
 * @param wanted 0 to `count` - 1
 */
export function sortLast(
  start: usize,
  count: i32,
  wanted: i32,
  before: (a: i32, b: i32) => bool,
): void {
  for (let i = count >> 1; i;) sink(start, --i, count, before);
  for (let end = count; wanted > 0 && end > 1; wanted--) {
    const last = start + ((<usize>--end) << 2);
    const moved = load<i32>(last);
    store<i32>(last, load<i32>(start));
    store<i32>(start, moved);
    sink(start, 0, end, before);
  }
}

/** Moves the number at a place of the heap down to where it belongs. */
function sink(start: usize, at: i32, count: i32, before: (a: i32, b: i32) => bool): void {
  const moving = load<i32>(start + ((<usize>at) << 2));
  while (true) {
    let child = 2 * at + 1;
    if (child >= count) break;
    let other = load<i32>(start + ((<usize>child) << 2));
    if (child + 1 < count) {
      const next = load<i32>(start + ((<usize>child) << 2), 4);
      if (before(other, next)) {
        other = next;
        child++;
      }
    }
    if (!before(moving, other)) break;
    store<i32>(start + ((<usize>at) << 2), other);
    at = child;
  }
  store<i32>(start + ((<usize>at) << 2), moving);
}
