interface Waiting<T> {
  readonly availableAt: number;
  readonly timestamp: number;
  readonly value: T;
}

/** Truths by when they become known: a heap, so order of arrival never matters. */
export class KnownTruth<T> {
  readonly #waiting: Waiting<T>[] = [];

  /** The truth of `timestamp` can be known from `availableAt` on. */
  push(timestamp: number, value: T, availableAt: number): void {
    const heap = this.#waiting;
    let at = heap.push({ availableAt, timestamp, value }) - 1;
    while (at > 0 && this.#before(at, (at - 1) >> 1)) {
      this.#swap(at, (at - 1) >> 1);
      at = (at - 1) >> 1;
    }
  }

  /** Takes out one truth that is known at `time`; null when there is no more. */
  take(time: number): Waiting<T> | null {
    const top = this.#waiting[0];
    if (top === undefined || top.availableAt > time) return null;
    this.#removeTop();
    return top;
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
