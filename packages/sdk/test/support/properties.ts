import fc from "fast-check";
import type { Column } from "./rules.js";

/** Finite numbers of at least 0, extreme ones among them. */
export const amount = fc.oneof(
  fc.constantFrom(0, 5e-324, 1e-310, 1e-5, 1, 1e154, 1e308, Number.MAX_VALUE),
  fc.double({ min: 0, max: 10, noNaN: true }),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
);

/** Finite numbers. */
export const finite = fc.oneof(
  amount,
  amount.map((value) => -value),
);

/** 1 to 9 workers, some without a number. */
export function columns(
  value: fc.Arbitrary<number>,
  count: number,
): fc.Arbitrary<(number | null)[][]> {
  const one = fc.option(value, { freq: 4 });
  return fc.integer({ min: 1, max: 9 }).chain((workers) =>
    fc.array(fc.array(one, { minLength: workers, maxLength: workers }), {
      minLength: count,
      maxLength: count,
    }),
  );
}

/** The column with its workers in another order: worker i's number is that of `order[i]`. */
export function permuted(column: Column, order: readonly number[]): (number | null)[] {
  return order.map((from) => column[from] ?? null);
}

/** Some order of so many workers, made of numbers from 0 to 1. */
export function orderOf(keys: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b,
  );
}

/** Nine keys for `orderOf`. */
export const keys = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 9,
  maxLength: 9,
});

export function sumOf(column: Column): number {
  return column.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
