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
  const hint = hintFor({
    code: diagnostic.code,
    message,
    text: source?.text ?? "",
    offset: source === null ? 0 : (range?.start ?? 0),
  });
  const args = { compilerCode, message: message.replace(/\.$/, ""), hint };
  if (range === null) return fault(compileErrors.diagnostic, args);
  const file = source?.shown ?? range.source.normalizedPath;
  const at = source === null ? {} : position(source.text, range.start);
  return fault(compileErrors.diagnostic, args, { place: { file, ...at } });
}

/** The compiler's numbers of syntax errors. */
const SYNTAX = { from: 1000, below: 2000 };

/** What is reported of a variable whose declaration has an error, or of a body that has lost its function. */
const CONSEQUENCE = /[Tt]ype 'auto'|^A 'return' statement can only be used within a function body/;

/** Without what follows from an earlier error: all after a syntax error on its line, and uses of what has no type because of one. */
export function withoutFollowing(
  diagnostics: readonly Diagnostic[],
  lookup: SourceLookup,
): Diagnostic[] {
  const lines = new Set<string>();
  return diagnostics.filter(({ code, message, range }, index) => {
    if (index > 0 && CONSEQUENCE.test(message)) return false;
    const text = range === null ? undefined : lookup(range.source.normalizedPath)?.text;
    if (range === null || text === undefined) return true;
    const line = `${range.source.normalizedPath}:${position(text, range.start).line}`;
    const follows = lines.has(line);
    if (code >= SYNTAX.from && code < SYNTAX.below) lines.add(line);
    return !follows;
  });
}
