import { at } from "../src/numbers/column.js";
import type { Packed } from "../src/report/html/page-data.js";

function bytes(packed: Packed): Uint8Array {
  const text = atob(packed);
  const decoded = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) decoded[i] = text.charCodeAt(i);
  return decoded;
}

/** Every machine that browsers run on is little-endian, as the packed numbers are. */
export function unpack32(packed: Packed): Float32Array {
  return new Float32Array(bytes(packed).buffer);
}

export function unpack64(packed: Packed): Float64Array {
  return new Float64Array(bytes(packed).buffer);
}

/** One column of a matrix of rows times `width`. */
export function column(matrix: Float32Array, width: number, index: number): Float32Array {
  const taken = new Float32Array(width === 0 ? 0 : Math.floor(matrix.length / width));
  for (let row = 0; row < taken.length; row += 1) {
    taken[row] = at(matrix, row * width + index);
  }
  return taken;
}
