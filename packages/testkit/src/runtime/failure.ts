import type { ErrorReport, WeightkitError } from "../errors/weightkit-error.js";

/** Why a run failed: a row of the error table, and where in the guest. Structured-clonable. */
export interface Failure extends ErrorReport {
  /** Exit code of ours that this failure leads to. */
  readonly exit: number;
  /** Guest call stack, innermost first; empty when the engine gives none. */
  readonly trace: readonly Frame[];
  /** The lines of source around the innermost frame that has one, marked; left out when there is no source. */
  readonly codeFrame?: string;
}

/** Codes whose message is the guest's own: it distinguishes causes. Of others, what varies in the message is data. */
const GUESTS_OWN = new Set(["WK433", "WK434", "WK435"]);

/**
 * A key that is the same for failures of one cause, whatever numbers, addresses and URLs their messages hold. Statuses of HTTP
 * are causes.
 */
export function causeOf({ code, message }: Pick<ErrorReport, "code" | "message">): string {
  if (!GUESTS_OWN.has(code)) return code;
  const stable = message
    .slice(0, 1000)
    .replaceAll(/\ballo1[0-9a-z]+/g, "allo1…")
    .replaceAll(/([?&#;])[^\s"'<>]*/g, "$1…")
    .replaceAll(
      /(\b(?:status|exit(?:ed with code)?) )?[0-9]+(?:\.[0-9]+)?/g,
      (number, kept?: string) => (kept === undefined ? "#" : number),
    );
  return `${code} ${stable}`;
}

export interface Frame {
  /** Function name, or null when the module has no name section. */
  readonly name: string | null;
  readonly functionIndex: number;
  /** Offset in the original (uninstrumented) WASM file, in bytes. */
  readonly offset: number;
  /** Place in the source, or null without a source map. Line and column count from 1. */
  readonly source: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** A fault that the harness found, as a run's failure without a place in the guest. */
export function failureOf(error: WeightkitError): Failure {
  return { ...error.report(), exit: error.exit, trace: [] };
}
