/** A list that keeps every n-th row, n doubling whenever it would hold more than `most` rows: bounded, however long it gets. */
export class Thinned<Row> {
  readonly #rows: Row[] = [];
  #stride = 1;
  #pushed = 0;

  constructor(readonly most: number) {}

  /** @param make Makes the row; called only when it is kept. */
  push(make: () => Row): void {
    if (this.#pushed % this.#stride === 0) {
      if (this.#rows.length === this.most) {
        for (let i = 0; 2 * i < this.#rows.length; i += 1) {
          const kept = this.#rows[2 * i];
          if (kept !== undefined) this.#rows[i] = kept;
        }
        this.#rows.length = Math.ceil(this.#rows.length / 2);
        this.#stride *= 2;
      }
      if (this.#pushed % this.#stride === 0) this.#rows.push(make());
    }
    this.#pushed += 1;
  }

  get stride(): number {
    return this.#stride;
  }

  rows(): readonly Row[] {
    return this.#rows;
  }
}
