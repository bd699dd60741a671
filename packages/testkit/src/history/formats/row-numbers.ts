import { column32, type Column32 } from "./column.js";

/** The file's row of each record of a topic. While rows follow one another, as they nearly always do, only the first is kept. */
export class RowNumbers {
  #first = 0;
  #length = 0;
  #rows: Column32 | null = null;

  push(row: number): void {
    if (this.#length === 0) this.#first = row;
    if (this.#rows === null && row !== this.#first + this.#length) {
      this.#rows = column32();
      for (let i = 0; i < this.#length; i += 1) this.#rows.push(this.#first + i);
    }
    this.#rows?.push(row);
    this.#length += 1;
  }

  /** The row by index of the record, once all are there. */
  finish(): (index: number) => number {
    const first = this.#first;
    const rows = this.#rows?.finish();
    return rows === undefined ? (index) => first + index : (index) => rows[index] ?? 0;
  }
}
