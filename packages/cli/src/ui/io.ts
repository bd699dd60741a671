/** One of the two output streams. */
export interface Sink {
  readonly isTTY: boolean;
  /** Width in characters; elsewhere than on a terminal COLUMNS, or 80. */
  readonly columns: number;
  /** Height in lines; left out when it is not a terminal. */
  readonly rows?: number;
  write(data: string | Uint8Array): void;
}

/** Everything that a command may touch of the process that it runs in; tests give their own. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: { readonly isTTY: boolean; read(): Promise<Uint8Array> };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Whether this process is the command's: it hears signals, so what takes long goes to other threads. */
  readonly signals: boolean;
  /**
   * Resolves when the process is asked to end, by Ctrl-C or SIGTERM. From the call on they no longer end it by themselves, but for a
   * second one.
   */
  ended(): Promise<void>;
  /** Asks on the terminal; null when there is none to ask on. */
  readonly ask: Ask | null;
}

/** The user pressed Ctrl-C at a prompt: nothing to report. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/** Each prompt also has an option or an argument, for where there is no terminal. */
export interface Ask {
  text(
    question: string,
    fallback: string,
    check: (answer: string) => string | true,
  ): Promise<string>;
  choose(question: string, choices: readonly Choice[]): Promise<string>;
}

export interface Choice {
  readonly value: string;
  readonly name: string;
  readonly description: string;
}
