import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { compileErrors } from "../errors/compile-errors.js";
import { position } from "../project/json-document.js";
import { hintFor } from "./hints.js";

/** What the compiler reports, as far as we rely on it. */
export interface Diagnostic {
  readonly code: number;
  /** 0 pedantic, 1 info, 2 warning, 3 error. */
  readonly category: number;
  readonly message: string;
  /** Offsets in UTF-16 units. */
  readonly range: {
    readonly start: number;
    readonly source: { readonly normalizedPath: string };
  } | null;
}

export const ERROR = 3;
export const WARNING = 2;

/** Finds a source's text and its path relative to where the user is. */
export type SourceLookup = (name: string) => { text: string; shown: string } | null;

/** A compiler message as an error of ours, with place and remedy. */
export function diagnosticFault(diagnostic: Diagnostic, lookup: SourceLookup): WeightkitError {
  const compilerCode = `${diagnostic.code < 1000 ? "AS" : "TS"}${diagnostic.code}`;
  const { message, range } = diagnostic;
  const source = range === null ? null : lookup(range.source.normalizedPath);
  const line = range === null || source === null ? "" : lineAt(source.text, range.start);
  const hint = hintFor(diagnostic.code, message, line);
  const args = { compilerCode, message: message.replace(/\.$/, ""), hint };
  if (range === null) return fault(compileErrors.diagnostic, args);
  const file = source?.shown ?? range.source.normalizedPath;
  const at = source === null ? {} : position(source.text, range.start);
  return fault(compileErrors.diagnostic, args, { place: { file, ...at } });
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end === -1 ? text.length : end);
}
