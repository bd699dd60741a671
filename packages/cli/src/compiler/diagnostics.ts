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

const FALLBACK =
  "Fix the marked place; AssemblyScript is stricter than TypeScript: https://www.assemblyscript.org/status.html";

/** A compiler message as an error of ours, with place and remedy. */
export function diagnosticFault(diagnostic: Diagnostic, lookup: SourceLookup): WeightkitError {
  const compilerCode = `${diagnostic.code < 1000 ? "AS" : "TS"}${diagnostic.code}`;
  const { message, range } = diagnostic;
  const source = range === null ? null : lookup(range.source.normalizedPath);
  const hint = hintOf(diagnostic, source?.text ?? null);
  const fallback = diagnostic.category === ERROR ? FALLBACK : "";
  const args = { compilerCode, message: readable(message), hint: hint ?? fallback };
  if (range === null) return fault(compileErrors.diagnostic, args);
  const file = source?.shown ?? range.source.normalizedPath;
  const at = source === null ? {} : position(source.text, range.start);
  return fault(compileErrors.diagnostic, args, { place: { file, ...at } });
}

/** Without a full stop; what a function refuses at compile time, in its author's words. */
function readable(message: string): string {
  return /^User-defined: "(.*)"$/.exec(message)?.[1] ?? message.replace(/\.$/, "");
}

function hintOf({ code, message, range }: Diagnostic, text: string | null): string | null {
  return hintFor({
    code,
    message,
    text: text ?? "",
    offset: text === null ? 0 : (range?.start ?? 0),
  });
}

/** The compiler's numbers of syntax errors. */
const SYNTAX = { from: 1000, below: 2000 };

/** What is reported of a variable whose declaration has an error, or of a body that has lost its function. */
const CONSEQUENCE =
  /[Tt]ype 'auto'|^A 'return' statement can only be used within a function body|^Expression cannot be represented by a type|^Cannot invoke an expression whose type lacks a call signature/;

/** Reported by the parser, with a number that is not one of syntax. */
const UNION = /^Not implemented: union types/;

/**
 * Without what follows from an earlier error: all after a syntax error on its line, a type that is missed at the start of a line after
 * one, what is reported of the same place (there, the first that has help stays), of a name on the same line or of one that was not exported, and uses of
 * what has no type because of an error.
 */
export function withoutFollowing(
  diagnostics: readonly Diagnostic[],
  lookup: SourceLookup,
): Diagnostic[] {
  const lines = new Set<string>();
  const places = new Set<string>();
  const absent = new Set<string>();
  const helped = new Set<string>();
  const placeOf = ({ range }: Diagnostic): string | null =>
    range === null ? null : `${range.source.normalizedPath}:${range.start}`;
  for (const one of diagnostics) {
    const text =
      one.range === null ? null : (lookup(one.range.source.normalizedPath)?.text ?? null);
    const place = placeOf(one);
    if (place !== null && one.category === ERROR && hintOf(one, text) !== null) helped.add(place);
  }
  let errors = 0;
  return diagnostics.filter((diagnostic) => {
    const { code, category, message, range } = diagnostic;
    if (errors > 0 && CONSEQUENCE.test(message)) return false;
    if (category === ERROR) errors += 1;
    const text = range === null ? undefined : lookup(range.source.normalizedPath)?.text;
    if (range === null || text === undefined) return true;
    const place = placeOf(diagnostic) ?? "";
    if (category === ERROR && helped.has(place) && hintOf(diagnostic, text) === null) return false;
    const { line } = position(text, range.start);
    const row = `${range.source.normalizedPath}:${line}`;
    const isSyntax = (code >= SYNTAX.from && code < SYNTAX.below) || UNION.test(message);
    const unknown = code === UNKNOWN_NAME ? /'(\w+)'/.exec(message)?.[1] : undefined;
    const follows =
      lines.has(row) ||
      (category === ERROR && places.has(place)) ||
      (code === TYPE_EXPECTED && lines.size > 0 && startsLine(text, range.start)) ||
      (unknown !== undefined && (absent.has(unknown) || absent.has(`${row}:${unknown}`)));
    if (isSyntax) lines.add(row);
    if (category === ERROR) places.add(place);
    if (unknown !== undefined) absent.add(`${row}:${unknown}`);
    const missing = code === NOT_EXPORTED ? /member '(\w+)'/.exec(message)?.[1] : undefined;
    if (missing !== undefined) absent.add(missing);
    return !follows;
  });
}

const TYPE_EXPECTED = 1110;
const UNKNOWN_NAME = 2304;
const NOT_EXPORTED = 2305;

function startsLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
}
