/** Truths by when they become known, to find the newest one known at a time: a heap, so order of arrival never matters. */
export class KnownTruth {
  readonly #waiting: { availableAt: number; timestamp: number; value: number }[] = [];
  #newest: { timestamp: number; value: number } | null = null;

  /** The truth of `timestamp` can be known from `availableAt` on. */
  push(timestamp: number, value: number, availableAt: number): void {
    const heap = this.#waiting;
    let at = heap.push({ availableAt, timestamp, value }) - 1;
    while (at > 0 && this.#before(at, (at - 1) >> 1)) {
      this.#swap(at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
  }

  /** The truth with the latest timestamp among those known at `time`, or null. Times asked for must not decrease. */
  newestAt(time: number): number | null {
    for (let top = this.#waiting[0]; top !== undefined && top.availableAt <= time;) {
      if (this.#newest === null || top.timestamp > this.#newest.timestamp) this.#newest = top;
      this.#removeTop();
      top = this.#waiting[0];
    }
    return this.#newest?.value ?? null;
  }

  #removeTop(): void {
    const heap = this.#waiting;
    this.#swap(0, heap.length - 1);
    heap.pop();
    let at = 0;
    for (;;) {
      let least = at;
      if (this.#before(2 * at + 1, least)) least = 2 * at + 1;
      if (this.#before(2 * at + 2, least)) least = 2 * at + 2;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #before(a: number, b: number): boolean {
    const [one, other] = [this.#waiting[a], this.#waiting[b]];
    return one !== undefined && other !== undefined && one.availableAt < other.availableAt;
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#waiting[a], this.#waiting[b]];
    if (one === undefined || other === undefined) return;
    this.#waiting[a] = other;
    this.#waiting[b] = one;
  }
}
