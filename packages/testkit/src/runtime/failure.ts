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
