import fc from "fast-check";
import { expect, it } from "vitest";
import { WeightMatrix } from "../../src/chain/weight-matrix.js";

it("holds an entry for each reputer and worker, none at first, and 0 removes one", () => {
  const matrix = new WeightMatrix(2, 2);
  expect([matrix.reputers, matrix.empty]).toEqual([2, true]);
  expect(matrix.get(0, 0)).toBeNaN();
  matrix.set(0, 1, 5);
  matrix.set(1, 1, 7);
  expect([matrix.get(0, 1), matrix.get(1, 1), matrix.empty]).toEqual([5, 7, false]);
  matrix.set(0, 1, 6);
  matrix.set(0, 1, 0);
  expect(matrix.get(0, 1)).toBeNaN();
  expect(matrix.empty).toBe(false);
  matrix.set(1, 1, 0);
  matrix.set(1, 1, 0);
  expect(matrix.empty).toBe(true);
});

it("has another version after every change", () => {
  const matrix = new WeightMatrix(1, 1);
  const seen = new Set([matrix.version]);
  for (const uint of [1, 2, 0, 1]) {
    matrix.set(0, 0, uint);
    seen.add(matrix.version);
  }
  expect(seen.size).toBe(5);
  expect(matrix.version).toBe(4);
});

it("refuses an entry beyond its reputers and workers, and reads none there", () => {
  const matrix = new WeightMatrix(1, 2);
  expect(() => {
    matrix.set(1, 0, 1);
  }).toThrow(RangeError);
  expect(() => {
    matrix.set(0, 2, 1);
  }).toThrow(RangeError);
  expect([matrix.get(1, 0), matrix.get(0, 2)]).toEqual([NaN, NaN]);
  // Room that was made ahead does not make a worker.
  matrix.grow(3);
  matrix.grow(3);
  matrix.grow(1);
  matrix.set(0, 2, 1);
  expect(() => {
    matrix.set(0, 3, 1);
  }).toThrow(RangeError);
});

it("gives fractions of 1e5, of as many workers as are asked for", () => {
  const matrix = new WeightMatrix(1, 3);
  matrix.set(0, 0, 25_000);
  matrix.set(0, 2, 100_000);
  expect([...matrix.fractions(0, 3)]).toEqual([0.25, NaN, 1]);
  expect([...matrix.fractions(0, 4)]).toEqual([0.25, NaN, 1, NaN]);
  expect([...matrix.fractions(0, 1)]).toEqual([0.25]);
  expect([...matrix.fractions(1, 1)]).toEqual([NaN]);
});

it("ranks by reputers' shares, and shows the last reputer's entry", () => {
  const matrix = new WeightMatrix(2, 2);
  matrix.set(0, 0, 100_000);
  matrix.set(1, 0, 50_000);
  expect(matrix.ranked(0, Float64Array.of(0.25, 0.75))).toBe(0.25 + 0.5 * 0.75);
  expect(matrix.ranked(0, Float64Array.of(0.25))).toBe(0.25);
  expect(matrix.ranked(1, Float64Array.of(1, 1))).toBeNaN();
  expect([matrix.flattened(0, [0, 1]), matrix.flattened(0, [1, 0])]).toEqual([50_000, 100_000]);
  matrix.set(1, 0, 0);
  expect(matrix.flattened(0, [0, 1])).toBe(100_000);
  expect([matrix.flattened(1, [0, 1]), matrix.flattened(0, [])]).toEqual([NaN, NaN]);
});

it("is what a map of entries is, however it grows", () => {
  const step = fc.oneof(
    fc.record({ grow: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ reputer: fc.nat(1), worker: fc.nat(39), uint: fc.constantFrom(0, 1, 2 ** 53) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const matrix = new WeightMatrix(2, 1);
      const map = new Map<string, number>();
      let workers = 1;
      for (const one of steps) {
        if ("grow" in one) {
          matrix.grow(one.grow);
          workers = Math.max(workers, one.grow);
        } else if (one.worker < workers) {
          matrix.set(one.reputer, one.worker, one.uint);
          if (one.uint === 0) map.delete(`${one.reputer} ${one.worker}`);
          else map.set(`${one.reputer} ${one.worker}`, one.uint);
        }
      }
      expect(matrix.empty).toBe(map.size === 0);
      for (const reputer of [0, 1]) {
        for (let worker = 0; worker < workers; worker += 1) {
          expect(matrix.get(reputer, worker)).toBe(map.get(`${reputer} ${worker}`) ?? NaN);
        }
      }
    }),
  );
});
