import { safeOutput } from "@weightkit/testkit/internal/report/text/untrusted";
import { textWidth, truncate } from "@weightkit/testkit/internal/report/text/width";
import type { Io } from "./io.js";

/** A block of lines on a terminal's stdout that is painted over in place. */
export class LiveView {
  readonly #io: Io;
  readonly #colors: boolean;
  #shown = 0;

  constructor(io: Io, colors: boolean) {
    this.#io = io;
    this.#colors = colors;
  }

  /** Shows `lines` in place of what was shown: as many as the terminal has, each cut at its width. */
  show(lines: readonly string[]): void {
    const { columns, rows = 24 } = this.#io.stdout;
    const fit = lines.slice(0, Math.max(1, rows - 1)).map((line) => {
      const safe = safeOutput(line, this.#colors);
      return textWidth(safe) < columns ? safe : truncate(safe, columns - 1);
    });
    const up = this.#shown === 0 ? "" : `\u001b[${this.#shown}A`;
    this.#io.stdout.write(`${up}\r\u001b[J${fit.join("\n")}\n`);
    this.#shown = fit.length;
  }
}
