import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { tableErrors } from "@weightkit/testkit/internal/errors/table-errors";
import type {
  ErrorReport,
  Place,
  WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { clipped } from "@weightkit/testkit/internal/errors/clip";
import { grouped } from "@weightkit/testkit/internal/errors/grouped";
import { errorPage } from "../errors/docs-page.js";
import { shownPath } from "../files/read.js";
import { PLAIN_LAYOUT, type Colors, type ErrorLayout } from "./ui.js";
import { hanging } from "./wrap.js";

/** Most kinds of faults that are written out; the rest is counted. */
const MAX_KINDS = 20;
/** Most rows or lines that are listed of faults of one kind. */
const MAX_PLACES = 5;
/** Longest source line in a code frame, in characters. */
const FRAME_WIDTH = 160;

/**
 * An error with all its companions as text for people, ending in a line break. Faults of one kind are shown once, with a
 * count. That reading stopped is always shown, last.
 */
export function renderError(
  error: WeightkitError,
  colors: Colors,
  cwd: string,
  layout: ErrorLayout = PLAIN_LAYOUT,
): string {
  const all = [error, ...error.others];
  const stops = all.filter(({ code }) => code === tableErrors.tooManyFaults.code);
  const kinds = byKind(all.filter((one) => !stops.includes(one)));
  const shown = kinds.slice(0, MAX_KINDS).map(([first, ...more]) => {
    const like = likeIt(more);
    return `${renderOne(first, colors, cwd, layout)}${like === "" ? "" : `  ${like}\n`}`;
  });
  const rest = kinds.slice(MAX_KINDS).flat().length;
  if (rest > 0) shown.push(`… and ${grouped(rest)} more\n`);
  return [...shown, ...stops.map((one) => renderOne(one, colors, cwd, layout))].join("\n");
}

type Kind = [first: WeightkitError, ...more: WeightkitError[]];

/** Faults that one look fixes: in a history, of the same column and code; elsewhere, in the same words. */
function byKind(faults: readonly WeightkitError[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const one of faults) {
    const { code, place, message, hint } = one;
    const alike = code.startsWith(HISTORY) ? (place?.field ?? "") : `${message}\0${hint}`;
    const key = `${code}\0${place?.file ?? ""}\0${alike}`;
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [one]);
    else kind.push(one);
  }
  return [...kinds.values()];
}

/** `and 19 more like it, rows 3, 7, …`; empty when there are none. */
function likeIt(more: readonly WeightkitError[]): string {
  if (more.length === 0) return "";
  const rows = more.flatMap(({ place }) => place?.row ?? []);
  const lines = more.flatMap(({ place }) => place?.line ?? []);
  const [word, numbers] = rows.length > 0 ? ["row", rows] : ["line", lines];
  const listed = [...numbers.slice(0, MAX_PLACES), ...(numbers.length > MAX_PLACES ? ["…"] : [])];
  const where =
    listed.length === 0 ? "" : `, ${word}${listed.length === 1 ? "" : "s"} ${listed.join(", ")}`;
  return `and ${grouped(more.length)} more like it${where}`;
}

function renderOne(
  error: WeightkitError,
  colors: Colors,
  cwd: string,
  { width, links }: ErrorLayout,
): string {
  const where = error.place === null ? "" : describePlace(shortened(error, cwd));
  const head = colors.red(`error ${error.code}`);
  const sentence = `${head}: ${where === "" ? "" : `${colors.bold(where)}: `}${safeText(error.message)}`;
  const lines = hanging(sentence, width, "  ");
  const frame = error.place === null ? [] : codeFrame(error.place, colors, cwd);
  lines.push(...frame, ...helpLines(error.code, error.hint, colors, { width, links }));
  return `${lines.join("\n")}\n`;
}

/** What to do about an error, and where more about it is. */
export function helpLines(
  code: string,
  hint: string,
  colors: Colors,
  { width, links }: ErrorLayout,
): string[] {
  const label = (word: string): string => `  ${colors.cyan(word)}: `;
  return [
    ...hanging(`${label("help")}${safeText(hint)}`, width, "    "),
    ...(links ? [`${label("more")}weightkit explain ${code}`, `        ${errorPage(code)}`] : []),
  ];
}

/** Codes of the faults of histories: there a field is a column of a table, and always shown. */
const HISTORY = "WK3";

/** The place without what the message already names, and with its path as the user knows it. */
function shortened({ code, place, message }: Omit<ErrorReport, "hint">, cwd: string): Place {
  const { field, file, ...rest } = place ?? {};
  const redundant = field === undefined || (!code.startsWith(HISTORY) && message.includes(field));
  return {
    ...rest,
    ...(file === undefined ? {} : { file: shownPath(file, cwd) }),
    ...(redundant ? {} : { field }),
  };
}

/** A warning in one line, without the word. */
export function renderWarning(warning: ErrorReport, cwd: string): string {
  const { code, message, hint, place } = warning;
  const where = place === null ? "" : `${describePlace(shortened(warning, cwd))}: `;
  return `${code}: ${where}${safeText(message)}. ${safeText(hint)}`;
}

/** A compiler's warning in one line, without the word. */
export function renderCompilerWarning({ place, message, hint }: WeightkitError): string {
  const fix = hint === "" ? "" : `. ${hint}`;
  return `${place === null ? "" : `${describePlace(place)}: `}${message}${fix}`;
}

/** `file:line:column, row 7, weight` with what of it is known. */
export function describePlace(place: Place): string {
  const { file, line, column, row, field, byte } = place;
  const parts: string[] = [];
  const position = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
  if (file !== undefined) parts.push(`${file}${position}`);
  else if (line !== undefined) parts.push(`line ${line}`);
  if (row !== undefined) parts.push(`row ${row}`);
  if (field !== undefined) parts.push(field);
  if (byte !== undefined) parts.push(`byte ${byte}`);
  return safeText(clipped(parts.join(", ")));
}

/** The faulty line with its neighbour above and a caret below, when the file can be read. */
function codeFrame(place: Place, colors: Colors, cwd: string): string[] {
  const { file, line = place.row, column } = place;
  if (file === undefined || line === undefined) return [];
  const source = sourceLines(resolve(cwd, file));
  const text = source?.[line - 1];
  if (source === null || text === undefined) return [];
  const gutter = String(line).length;
  const row = (number: number, content: string): string =>
    `  ${colors.dim(`${String(number).padStart(gutter)} |`)} ${safeText(content.replaceAll("\t", " ")).slice(0, FRAME_WIDTH)}`;
  const above = source[line - 2];
  const frame = above === undefined || above.trim() === "" ? [] : [row(line - 1, above)];
  frame.push(row(line, text));
  if (column !== undefined && column <= FRAME_WIDTH) {
    const caret = `${" ".repeat(column - 1)}${colors.red("^")}`;
    frame.push(`  ${colors.dim(`${" ".repeat(gutter)} |`)} ${caret}`);
  }
  return frame;
}

/** Largest file whose lines are shown, in bytes. */
const MAX_FRAMED = 4 << 20;

/** Lines of a small text file, or null: a frame is optional and never a reason to fail. */
function sourceLines(path: string): readonly string[] | null {
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > MAX_FRAMED) return null;
    const text = readFileSync(path, "utf8");
    return text.includes("\0") ? null : text.split(/\r?\n/);
  } catch {
    return null;
  }
}
