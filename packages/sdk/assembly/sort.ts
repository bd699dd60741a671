/**
 * Sorts places by a comparison, in place: heapsort, so never slower than n log n. Not stable: let `before` decide every tie.
 * @param before whether the first place belongs before the second
 */
export function sortPlaces(places: StaticArray<i32>, before: (a: i32, b: i32) => bool): void {
  const count = places.length;
  for (let i = (count >> 1) - 1; i >= 0; i--) sink(places, i, count, before);
  for (let end = count - 1; end > 0; end--) {
    const last = unchecked(places[end]);
    unchecked((places[end] = places[0]));
    unchecked((places[0] = last));
    sink(places, 0, end, before);
  }
}

function sink(
  places: StaticArray<i32>,
  at: i32,
  count: i32,
  before: (a: i32, b: i32) => bool,
): void {
  const moving = unchecked(places[at]);
  for (;;) {
    let child = 2 * at + 1;
    if (child >= count) break;
    if (child + 1 < count && before(unchecked(places[child]), unchecked(places[child + 1])))
      child++;
    const other = unchecked(places[child]);
    if (!before(moving, other)) break;
    unchecked((places[at] = other));
    at = child;
  }
  unchecked((places[at] = moving));
}
