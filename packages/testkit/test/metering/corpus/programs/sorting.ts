// Quicksort and insertion sort over a StaticArray, and a binary search.
const SIZE = 400;
const values = new StaticArray<i32>(SIZE);

function sort(low: i32, high: i32): void {
  while (high - low > 8) {
    const pivot = values[(low + high) >> 1];
    let left = low;
    let right = high;
    do {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left <= right) {
        const kept = values[left];
        values[left++] = values[right];
        values[right--] = kept;
      }
    } while (left <= right);
    sort(low, right);
    low = left;
  }
  for (let index = low + 1; index <= high; index++) {
    const value = values[index];
    let place = index;
    while (place > low && values[place - 1] > value) values[place] = values[--place];
    values[place] = value;
  }
}

export function run(): i32 {
  let state: u32 = 1;
  for (let index = 0; index < SIZE; index++) {
    state = state * 1664525 + 1013904223;
    values[index] = i32(state >> 8) % 1000;
  }
  sort(0, SIZE - 1);
  let sum = 0;
  for (let index = 0; index < SIZE; index++) sum = sum * 31 + values[index];
  let low = 0;
  let high = SIZE - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < 500) low = middle + 1;
    else high = middle;
  }
  return sum ^ low;
}
