/** Collects bytes up to a limit; its buffer is kept from run to run. */
export class ByteSink {
  #buffer: Uint8Array = new Uint8Array(4096);
  #length = 0;

  constructor(readonly limit: number) {}

  get size(): number {
    return this.#length;
  }

  reset(): void {
    this.#length = 0;
  }

  /** Takes all of `bytes`, or as many as the limit allows and answers false. */
  write(bytes: Uint8Array): boolean {
    const fits = Math.min(bytes.length, this.limit - this.#length);
    this.#reserve(this.#length + fits);
    this.#buffer.set(fits === bytes.length ? bytes : bytes.subarray(0, fits), this.#length);
    this.#length += fits;
    return fits === bytes.length;
  }

  /** A copy of what was collected. */
  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.min(this.limit, Math.max(size, this.#buffer.length * 2)));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}
