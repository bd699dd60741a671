import { clipped } from "./clip.js";
import type { Descriptor } from "./descriptor.js";
import type { ExitCode } from "./exit-code.js";

/** Where a fault is. Lines, columns and rows count from 1, bytes from 0. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly row?: number;
  readonly field?: string;
  readonly byte?: number;
}

/** The plain, structured-clonable form of a {@link WeightkitError}. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place | null;
}

export interface FaultOptions {
  readonly place?: Place;
  readonly cause?: unknown;
}

/** A fault that a user can understand and fix: a row of the error table with its arguments. */
export class WeightkitError extends Error {
  override readonly name = "WeightkitError";
  readonly code: string;
  readonly exit: ExitCode;
  readonly hint: string;
  readonly place: Place | null;
  /** Further faults found in the same input, reported with this one. */
  readonly others: readonly WeightkitError[];

  constructor(
    report: { code: string; exit: ExitCode; message: string; hint: string },
    options: FaultOptions & { others?: readonly WeightkitError[] } = {},
  ) {
    super(report.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = report.code;
    this.exit = report.exit;
    this.hint = report.hint;
    this.place = options.place ?? null;
    this.others = options.others ?? [];
  }

  report(): ErrorReport {
    return { code: this.code, message: this.message, hint: this.hint, place: this.place };
  }
}

/** Makes the error that a row of the table describes: `throw fault(historyErrors.badNumber, { text }, { place })`. */
export function fault<Args>(
  row: Descriptor<Args>,
  args: Args,
  options: FaultOptions = {},
): WeightkitError {
  const { code, exit } = row;
  return new WeightkitError(
    { code, exit, message: clipped(row.message(args)), hint: clipped(row.hint(args)) },
    options,
  );
}

/** Throws all `faults` as one error, first one first; returns when there are none. */
export function throwFaults(faults: readonly WeightkitError[]): void {
  const [first, ...others] = faults;
  if (first === undefined) return;
  const { code, exit, message, hint, place } = first;
  throw new WeightkitError(
    { code, exit, message, hint },
    { others, cause: first.cause, ...(place === null ? {} : { place }) },
  );
}
