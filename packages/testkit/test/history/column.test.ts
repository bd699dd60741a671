import { describe, expect, it } from "vitest";
import { column32, column64, reserve } from "../../src/history/formats/column.js";

// Lengths about those at which a column goes from chunk to chunk, and to one growing piece.
const LENGTHS = [0, 1, 1024, 1025, 65_536 * 3 + 7, 2 ** 18 - 1, 2 ** 18, 2 ** 18 + 1, 2 ** 19 + 5];

describe.each([
  { name: "column64", make: column64, at: (i: number) => i / 3 },
  { name: "column32", make: column32, at: (i: number) => (i * 2_654_435_761) % 2 ** 32 },
])("$name", ({ make, at }) => {
  it.each(LENGTHS)("holds %i numbers, in memory that threads can share", (length) => {
    const column = make();
    for (let i = 0; i < length; i += 1) column.push(at(i));
    const whole = column.finish();
    expect(whole.length).toBe(length);
    expect(column.length).toBe(length);
    expect(whole.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(whole.findIndex((value, i) => value !== at(i))).toBe(-1);
  });
});

describe("reserve", () => {
  it("takes less address space where there is not so much, and what is needed at least", () => {
    // No machine has 2^53 bytes of it.
    const buffer = reserve(1 << 16, Number.MAX_SAFE_INTEGER);
    expect(buffer.byteLength).toBe(1 << 16);
    expect(buffer.maxByteLength).toBeGreaterThanOrEqual(1 << 16);
    expect(buffer.maxByteLength).toBeLessThan(Number.MAX_SAFE_INTEGER);
    expect(reserve(4096, 4096).maxByteLength).toBe(4096);
  });
});
