import { BEAT } from "./worker-messages.js";

/** Milliseconds that compiling may always take. */
const PREPARATION = 2000;

/**
 * Watches a worker's beat and calls `onHang` when one run has gone on for longer than it may. A run that ends and
 * another that begins show as a changed count, so only a run that hangs is ever seen twice.
 */
export class Watchdog {
  readonly #milliseconds: number;
  readonly #onHang: () => void;

  readonly #beat: Int32Array;
  readonly #timer: NodeJS.Timeout;
  #seen = 0;
  #since = performance.now();

  constructor(beat: SharedArrayBuffer, milliseconds: number, onHang: () => void) {
    this.#milliseconds = milliseconds;
    this.#onHang = onHang;
    this.#beat = new Int32Array(beat);
    const interval = Math.min(250, Math.max(5, milliseconds / 10));
    this.#timer = setInterval(() => {
      this.#look();
    }, interval);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #allowed(): number {
    const preparing = Atomics.load(this.#beat, BEAT.preparing) !== 0;
    return preparing ? Math.max(this.#milliseconds, PREPARATION) : this.#milliseconds;
  }

  #look(): void {
    const now = performance.now();
    const count = Atomics.load(this.#beat, BEAT.count);
    if (count !== this.#seen) {
      this.#seen = count;
      this.#since = now;
    } else if (count % 2 !== 0 && now - this.#since > this.#allowed()) this.#onHang();
  }
}
