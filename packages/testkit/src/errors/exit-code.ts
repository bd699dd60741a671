/** What the process exits with; documented in docs/reference/exit-codes. Failures never exit 0. */
export const ExitCode = {
  ok: 0,
  /** The weight logic, a check or a test failed. */
  logic: 1,
  /** The weight logic does not compile. */
  compile: 2,
  /** Usage, configuration or input data. */
  usage: 3,
  /** A limit was exceeded. */
  limit: 4,
  /** Results differ from what was recorded. */
  differs: 5,
  /** The result could not be printed, or a sweep's store not written for now: the reader went away, or no space is left. */
  output: 6,
  /** A property that `check` looked at does not hold. */
  property: 7,
  /** A bug of ours. */
  internal: 70,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

const CODES: readonly ExitCode[] = Object.values(ExitCode);

/** The exit code with that number; any other number counts as failed logic. */
export function exitCodeOf(code: number): ExitCode {
  return CODES.find((one) => one === code) ?? ExitCode.logic;
}
