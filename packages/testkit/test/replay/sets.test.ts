import { describe, expect, it } from "vitest";
import type { InferenceColumns } from "../../src/history/history.js";
import { commitSet, Rounding, setEnd } from "../../src/replay/sets.js";
import { topic } from "./histories.js";

const everybody = (scale: number | null) => ({ scale, registered: () => true });

function committed(
  columns: InferenceColumns,
  scale: number | null,
  [from, end]: readonly [number, number] = [0, columns.length],
) {
  const rounding = new Rounding();
  return { set: commitSet(columns, from, end, everybody(scale), rounding), rounding };
}

describe("what rounding costs", () => {
  it("is counted above a thousandth, and the worst is kept", () => {
    const rounding = new Rounding();
    const met = [
      [10, 10],
      // By 0.1 %, by a quarter, and by more than 0.1 %.
      [1000, 1001],
      [4, 3],
      [1000, 998],
    ].map(([given = 0, kept = 0]) => {
      rounding.note(given, kept);
      return [rounding.fractions, rounding.inferences, rounding.worst];
    });
    expect(met).toEqual([
      [0, 0, 0],
      [1, 0, 0.001],
      [2, 1, 0.25],
      [3, 2, 0.25],
    ]);
  });

  it("is of the value, not of the scaled number", () => {
    const { inferences } = topic([
      [100, "a", 0.1234],
      [100, "b", 0.25],
    ]);
    const { set, rounding } = committed(inferences, 1000);
    expect([...set.stored]).toEqual([123, 250]);
    const { fractions, inferences: lossy, worst } = rounding;
    expect([fractions, lossy]).toEqual([1, 1]);
    // 0.123 in place of 0.1234.
    expect(worst).toBeCloseTo(4 / 1234, 12);
  });

  it("is for a host that keeps values the number of those that are not whole", () => {
    const { inferences } = topic([
      [100, "a", 0.5],
      [100, "b", 2],
      [100, "c", -0.25],
      [100, "d", -3],
    ]);
    expect(committed(inferences, null).rounding.fractions).toBe(2);
    const texts = { ...inferences, texts: ["rain", "sun", "", "rain"] };
    expect(committed(texts, null).rounding.fractions).toBe(3);
  });
});

describe("a set", () => {
  it("refuses what the scaled number is, not the value", () => {
    // 2^64 is 1.8e19: ten times 1e19 is too large, and a tenth of it is not. -0.4 alone would round to 0.
    const { inferences } = topic([
      [100, "a", 1e19],
      [100, "b", 3],
      [100, "c", -0.4],
    ]);
    const { set } = committed(inferences, 10);
    expect([...set.leftOut]).toEqual([0, 2]);
    expect([...set.given]).toEqual([3]);
  });

  it("ends with its timestamp or the history", () => {
    const { inferences } = topic([
      [100, "a", 1],
      [100, "b", 1],
      [110, "a", 1],
      [110, "b", 1],
    ]);
    expect([0, 1, 2, 3].map((row) => setEnd(inferences, row))).toEqual([2, 2, 4, 4]);
    // Columns may have room for more rows than there are.
    expect(setEnd({ ...inferences, length: 3 }, 2)).toBe(3);
  });

  it("is the last message's of its block, whatever the messages of the next", () => {
    const { inferences } = topic([
      [100, "a", 1],
      [100, "b", 2],
      [110, "a", 3],
    ]);
    const columns = { ...inferences, messages: Uint32Array.of(0, 1, 2) };
    const { set } = committed(columns, 1, [0, 2]);
    expect([[...set.workerIds], [...set.given], [...set.replaced]]).toEqual([[1], [2], [0]]);
  });

  it("has no attachments where the history has none", () => {
    const { inferences } = topic([[100, "a", 1]]);
    expect(committed(inferences, 1).set).not.toHaveProperty("attachments");
  });
});
