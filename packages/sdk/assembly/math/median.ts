import { descending } from "./order";

/** The middle number; of an even count, the mean of the two middle ones; NaN of none. Finite numbers only. */
export function median(numbers: StaticArray<f64>): f64 {
  const count = numbers.length;
  if (count == 0) return NaN;
  const places = descending(numbers);
  const upper = unchecked(numbers[unchecked(places[(count - 1) >> 1])]);
  return count & 1 ? upper : midpoint(upper, unchecked(numbers[unchecked(places[count >> 1])]));
}

/** The mean of two finite numbers, even when their sum is too large for a double. */
export function midpoint(a: f64, b: f64): f64 {
  const sum = a + b;
  return isFinite(sum) ? sum / 2 : a / 2 + b / 2;
}
