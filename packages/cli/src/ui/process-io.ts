import { performance } from "node:perf_hooks";
import { isatty } from "node:tty";
import { gather, MAX_INPUT, reasonOf } from "../files/read.js";
import { columnsOf } from "./columns.js";
import type { Ask, Io, Sink } from "./io.js";

/** The real process. What can no longer be written ends the output, not the command: files that it writes are still whole. */
export interface ProcessIo extends Io {
  /** Why stdout could not be written to the end, or null. Final only when all is written. */
  readonly outputFailure: () => Promise<string | null>;
}

export function processIo(): ProcessIo {
  const stdout = new ProcessSink(process.stdout);
  const stderr = new ProcessSink(process.stderr);
  const terminal = process.stdin.isTTY && process.stderr.isTTY && process.env["CI"] === undefined;
  return {
    stdout,
    stderr,
    outputFailure: () => stdout.ended(),
    stdin: { isTTY: isatty(process.stdin.fd), read: readStdin },
    cwd: process.cwd(),
    env: process.env,
    now: () => performance.now(),
    signals: true,
    ask: terminal ? lazyAsk : null,
  };
}

/** A stream of the process that may break. */
class ProcessSink implements Sink {
  readonly #stream: NodeJS.WriteStream & { fd: number };
  readonly isTTY: boolean;
  #failure: string | null = null;

  constructor(stream: NodeJS.WriteStream & { fd: number }) {
    this.#stream = stream;
    // Not `stream.isTTY`: it is undefined, not false, in a pipe, and picocolors then decides by the environment.
    this.isTTY = isatty(stream.fd);
    stream.on("error", (error: NodeJS.ErrnoException) => {
      this.#failure ??= GONE.has(error.code ?? "") ? "its reader went away" : reasonOf(error);
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

  /** Resolves when everything is written or lost, with why it was lost. */
  async ended(): Promise<string | null> {
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

/** The error codes of a pipe that nobody reads any more. */
const GONE = new Set(["EPIPE", "EOF", "ERR_STREAM_DESTROYED"]);

function readStdin(): Promise<Uint8Array> {
  return gather(process.stdin, "the payload", MAX_INPUT.payload);
}

const lazyAsk: Ask = {
  text: async (question, fallback, check) =>
    (await import("./ask.js")).askText(question, fallback, check),
  choose: async (question, choices) => (await import("./ask.js")).askChoice(question, choices),
};
