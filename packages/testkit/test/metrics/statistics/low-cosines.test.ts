import { expect, it } from "vitest";
import {
  cosinesByChirp,
  cosinesBySum,
  lowCosines,
} from "../../../src/metrics/statistics/low-cosines.js";
import { expectRelative } from "./vectors.js";

it("the cosines as written in the paper", () => {
  for (const n of [3, 4, 7, 20, 61]) {
    const values = Array.from({ length: n }, (_, t) => Math.sin(t * t) + t / 10);
    for (const [j, coefficient] of lowCosines(values, 5).entries()) {
      let sum = 0;
      for (let t = 1; t <= n; t += 1) {
        sum += values[t - 1]! * Math.cos((Math.PI * (j + 1) * (t - 0.5)) / n);
      }
      expect(Math.abs(coefficient - Math.sqrt(2 / n) * sum)).toBeLessThan(1e-13);
    }
  }
});

it("cosines by Fourier transforms are those of plain sums", () => {
  for (const n of [5, 64, 1000, 4097]) {
    const values = Array.from({ length: n }, (_, t) => Math.sin(t * t) + 3);
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    const count = Math.min(n, 30);
    const plain = cosinesBySum(values, count);
    for (const [j, coefficient] of cosinesByChirp(values, count).entries()) {
      expect(Math.abs(coefficient - plain[j]!)).toBeLessThan(1e-14 * norm);
    }
  }
});

it("the cosines of a long series", () => {
  // A cosine of so many sets has one coefficient, sqrt(n / 2).
  const n = 60_000;
  const wave = Float64Array.from({ length: n }, (_, t) => Math.cos((Math.PI * 7 * (t + 0.5)) / n));
  const coefficients = lowCosines(wave, 600);
  expectRelative(coefficients[6], Math.sqrt(n / 2), 1e-12);
  expect(Math.max(...coefficients.map((value, j) => (j === 6 ? 0 : Math.abs(value))))).toBeLessThan(
    1e-9,
  );
});

it("a constant adds exactly nothing to cosines whose halves mirror each other", () => {
  const ofConstant = (n: number) => [...lowCosines(Array<number>(n).fill(3), 3)].map(Math.abs);
  for (const n of [4, 20]) expect(ofConstant(n)).toEqual([0, 0, 0]);
  const [first, , third] = ofConstant(7);
  expect([first, third]).toEqual([0, 0]);
});

it("more than four million multiplications are done by Fourier transforms, fewer are not", () => {
  const wave = (n: number) => Float64Array.from({ length: n }, (_, t) => Math.sin(t * t));
  expect(lowCosines(wave(20_001), 200)).toEqual(cosinesByChirp(wave(20_001), 200));
  expect(lowCosines(wave(200), 20)).toEqual(cosinesBySum(wave(200), 20));
});
