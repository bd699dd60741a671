import type { Io } from "./io.js";

/** Milliseconds between two paints of the progress line. */
const INTERVAL = 80;

/** One line on stderr with the progress of a long command; silent unless stderr is a terminal. */
export class Progress {
  #shown = false;
  #last = -Infinity;
  readonly #enabled: boolean;

  constructor(readonly io: Io) {
    this.#enabled = io.stderr.isTTY && io.env["CI"] === undefined;
  }

  /** Shows `text` in place of what was shown, but not too often. */
  show(text: string): void {
    if (!this.#enabled) return;
    const now = this.io.now();
    if (now - this.#last < INTERVAL) return;
    this.#last = now;
    this.io.stderr.write(`\r\u001b[2K${text.slice(0, Math.max(1, this.io.stderr.columns - 1))}`);
    this.#shown = true;
  }

  /** Takes the line away before anything else is written. */
  clear(): void {
    if (!this.#shown) return;
    this.io.stderr.write("\r\u001b[2K");
    this.#shown = false;
    this.#last = -Infinity;
  }
}
