import { at } from "../../numbers/column.js";
import type { Packed } from "./page-data.js";

/** Base64 of numbers as little-endian Float32. */
export function pack32(values: ArrayLike<number>): Packed {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i += 1) view.setFloat32(i * 4, at(values, i), true);
  return Buffer.from(view.buffer).toString("base64");
}

/** Base64 of numbers as little-endian Float64. */
export function pack64(values: ArrayLike<number>): Packed {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (let i = 0; i < values.length; i += 1) view.setFloat64(i * 8, at(values, i), true);
  return Buffer.from(view.buffer).toString("base64");
}
