import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CalibrationFold } from "../../src/metrics/folds/calibration.js";

function calibration(rows: readonly (readonly [chance: number, truth: number])[]) {
  const fold = new CalibrationFold();
  for (const [chance, truth] of rows) fold.add(chance, truth);
  return fold.result();
}

describe("calibration", () => {
  it("is by tenths, as worked out by hand", () => {
    const result = calibration([
      [0, 0],
      [0.1, 1],
      [0.8, 1],
      [0.85, 1],
      [0.87, 0],
      [1, 1],
    ]);
    expect(result?.bins.map(({ from, sets, happened }) => [from, sets, happened])).toEqual([
      [0, 1, 0],
      [0.1, 1, 1],
      [0.8, 3, 2 / 3],
      [0.9, 1, 1],
    ]);
    expect(result?.bins[2]?.probability).toBeCloseTo(0.84, 15);
    // Four of six happened. (0.9^2 + 3 (0.84 - 2/3)^2) / 6; ((2/3)^2 + (1/3)^2 + 0 + (1/3)^2) / 6; 2/9.
    expect(result?.reliability).toBeCloseTo((0.81 + 3 * (0.84 - 2 / 3) ** 2) / 6, 15);
    expect(result?.resolution).toBeCloseTo(6 / 9 / 6, 15);
    expect(result?.uncertainty).toBeCloseTo(2 / 9, 15);
  });

  it("is nothing of nothing", () => {
    expect(calibration([])).toBeNull();
  });

  it("adds up to the Brier score when every bin has one value (Murphy 1973)", () => {
    const rows = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 9 }).map((tenth) => (tenth + 0.5) / 10),
        fc.constantFrom(0, 1),
      ),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, (sets) => {
        const brier = sets.reduce((all, [p, o]) => all + (p - o) ** 2, 0) / sets.length;
        const { reliability = NaN, resolution = NaN, uncertainty = NaN } = calibration(sets) ?? {};
        expect(reliability - resolution + uncertainty).toBeCloseTo(brier, 12);
      }),
    );
  });
});
