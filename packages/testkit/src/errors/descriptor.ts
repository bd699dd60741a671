import type { ExitCode } from "./exit-code.js";

/** One row of the error table: everything about an error except where it happened. */
export interface Descriptor<Args> {
  /** Stable, unique code that tests and users' scripts rely on. */
  readonly code: `WK${number}`;
  readonly exit: ExitCode;
  /** What kind of fault it is, for the reference page. */
  readonly title: string;
  /** What happened, in one sentence without a trailing full stop. */
  readonly message: (args: Args) => string;
  /** What to do about it. */
  readonly hint: (args: Args) => string;
}

/** Declares a row of the table; the type argument names what the message needs to know. */
export function descriptor<Args>(row: Descriptor<Args>): Descriptor<Args> {
  return row;
}
