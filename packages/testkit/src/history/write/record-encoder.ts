import type { CsvFields } from "../formats/csv-lexer.js";

const encoder = new TextEncoder();

/** The start of a cell that the record lacks: a missing or null key of a JSON object, a null in Parquet. */
export const MISSING = -1;

/** Turns records of texts (bytes where one is not UTF-8) into the byte ranges that readers take; one buffer is reused. */
export class RecordEncoder {
  #bytes = new Uint8Array(1 << 12);

  encode(cells: readonly (string | Uint8Array | null)[], row: number): CsvFields {
    const starts = new Int32Array(cells.length);
    const ends = new Int32Array(cells.length);
    let at = 0;
    cells.forEach((cell, i) => {
      if (cell === null) {
        starts[i] = MISSING;
        ends[i] = MISSING;
        return;
      }
      // Three bytes a UTF-16 unit at most.
      if (at + cell.length * 3 > this.#bytes.length) {
        const grown = new Uint8Array((at + cell.length * 3) * 2);
        grown.set(this.#bytes.subarray(0, at));
        this.#bytes = grown;
      }
      starts[i] = at;
      if (typeof cell !== "string") {
        this.#bytes.set(cell, at);
        at += cell.length;
      } else at += encoder.encodeInto(cell, this.#bytes.subarray(at)).written;
      ends[i] = at;
    });
    return { bytes: this.#bytes, starts, ends, count: cells.length, row };
  }
}
