import { isatty } from "node:tty";
import { columnsOf } from "./columns.js";
import type { Sink } from "./io.js";

export function processStdout(): ProcessSink {
  return new ProcessSink(process.stdout);
}

/** A stream of the process that may break. */
export class ProcessSink implements Sink {
  readonly #stream: NodeJS.WriteStream & { fd: number };
  readonly isTTY: boolean;
  #failure: NodeJS.ErrnoException | null = null;

  constructor(stream: NodeJS.WriteStream & { fd: number }) {
    this.#stream = stream;
    // Not `stream.isTTY`: it is undefined, not false, in a pipe, and picocolors then decides by the environment.
    this.isTTY = isatty(stream.fd);
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.#failure ??= error;
    });
  }

  get columns(): number {
    // Some terminals report a width of 0.
    const known = this.isTTY && this.#stream.columns > 0 ? this.#stream.columns : null;
    return known ?? columnsOf(process.env) ?? 80;
  }

  get rows(): number {
    return this.isTTY ? this.#stream.rows : 24;
  }

  write(data: string | Uint8Array): void {
    if (this.#failure === null) this.#stream.write(data);
  }

  /** Resolves when everything is written or lost, with what broke the stream. */
  async ended(): Promise<NodeJS.ErrnoException | null> {
    if (this.#failure === null) {
      await new Promise<void>((done) => {
        this.#stream.write("", () => {
          done();
        });
      });
    }
    return this.#failure;
  }
}
