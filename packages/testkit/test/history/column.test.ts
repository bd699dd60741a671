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

describe("a column's memory", () => {
  const bufferOf = (length: number): SharedArrayBuffer => {
    const column = column64();
    for (let i = 0; i < length; i += 1) column.push(i);
    const { buffer } = column.finish();
    if (buffer instanceof SharedArrayBuffer) return buffer;
    throw new Error("not shared");
  };

  it("grows where it is from 2^18 numbers on, with address space to spare", () => {
    expect(bufferOf(2 ** 18).growable).toBe(false);
    expect(bufferOf(2 ** 18).byteLength).toBe(8 * 2 ** 18);
    const large = bufferOf(2 ** 18 + 1);
    expect(large.growable).toBe(true);
    expect(large.byteLength).toBe(8 * 2 ** 19);
    expect(large.maxByteLength).toBeGreaterThan(8 * 2 ** 20);
  });

  it("is small while a column has a handful of numbers", () => {
    const before = process.memoryUsage().arrayBuffers;
    const columns = Array.from({ length: 1000 }, () => column64());
    for (const column of columns) column.push(1);
    // 128 bytes each; a large chunk would have 512 KiB.
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 22);
    expect(columns.map(({ length }) => length)).toEqual(columns.map(() => 1));
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
    expect(reserve(4096, 4096).growable).toBe(true);
    expect(reserve(4096, 1 << 20).maxByteLength).toBe(1 << 20);
  });
});
