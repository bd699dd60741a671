import type { Packed } from "./page-data.js";

/** Base64 of numbers as little-endian Float32. */
export function pack32(values: ArrayLike<number>): Packed {
  const bytes = Buffer.alloc(values.length * 4);
  for (let i = 0; i < values.length; i += 1) bytes.writeFloatLE(values[i] ?? Number.NaN, i * 4);
  return bytes.toString("base64");
}

/** Base64 of numbers as little-endian Float64. */
export function pack64(values: ArrayLike<number>): Packed {
  const bytes = Buffer.alloc(values.length * 8);
  for (let i = 0; i < values.length; i += 1) bytes.writeDoubleLE(values[i] ?? Number.NaN, i * 8);
  return bytes.toString("base64");
}
