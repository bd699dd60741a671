import { sort } from "../sort";

/** What is compared while places are being sorted. */
let keys = changetype<StaticArray<f64>>(0);

/** The places of the numbers, the largest number's place first. Equal numbers stand by place. */
export function descending(numbers: StaticArray<f64>): StaticArray<u32> {
  const places = new StaticArray<u32>(numbers.length);
  for (let i = 0; i < places.length; i++) unchecked((places[i] = i));
  keys = numbers;
  sort(changetype<usize>(places), places.length, (a: u32, b: u32) => {
    const first = unchecked(keys[a]);
    const second = unchecked(keys[b]);
    return first == second ? a < b : first > second;
  });
  return places;
}
