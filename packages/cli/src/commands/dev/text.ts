import {
  count,
  counted,
  fixed,
  signedPercent,
} from "@weightkit/testkit/internal/report/text/numbers";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { truncateMiddle } from "@weightkit/testkit/internal/report/text/width";
import { wrap } from "@weightkit/testkit/internal/report/text/wrap";
import type { Colors } from "../../ui/ui.js";
import { failedRounds, weightChanges, type WeightChange } from "./changes.js";
import type { Published, Snapshot } from "./snapshot.js";

/** Changed weights, unchanged ones and causes of failures that the view lists. */
const MAX_LISTED = 6;
const NAME_WIDTH = 16;

/** All that the view shows: what is, and what was before it. */
export interface DevState {
  readonly project: string;
  /** Files of the last save; null before the first. */
  readonly saved: string | null;
  /** Number of saves so far. */
  readonly saves: number;
  /** What goes on, or how long the last verdict took. */
  readonly status: string;
  readonly snapshot: Snapshot | null;
  /** The snapshot of the save before. */
  readonly last: Snapshot | null;
  /** Null while the optimized bytes are being made. */
  readonly published: Published | null;
  readonly lastPublished: Published | null;
  /** Why the last save gave no new result, rendered; null when it did. */
  readonly error: string | null;
  readonly warnings: readonly string[];
  /** Names by worker address. */
  readonly names: ReadonlyMap<string, string>;
  /** Where the page is served, or null. */
  readonly url: string | null;
}

/** The live view, line by line. */
export function viewLines(state: DevState, colors: Colors, width: number): string[] {
  const { project, saved, saves, status, snapshot, error, warnings, url } = state;
  const what = saved === null ? "" : `${safeText(saved)}, ${counted(saves, "save")}`;
  const lines = [
    `${colors.bold(`weightkit dev ${safeText(project)}`)}  ${colors.dim("Ctrl-C ends")}`,
    ...(url === null ? [] : [colors.dim(`page     ${url}`)]),
    colors.dim(`${status}${what === "" ? "" : `  ${what}`}`),
    "",
  ];
  if (error !== null) {
    lines.push(...error.trimEnd().split("\n"), "");
    if (snapshot !== null) lines.push(colors.dim("The last good result:"));
  }
  if (snapshot !== null) lines.push(...resultLines(state, snapshot, colors, width));
  if (warnings.length > 0) lines.push("");
  for (const warning of warnings.slice(0, MAX_LISTED)) lines.push(warning);
  if (warnings.length > MAX_LISTED)
    lines.push(`… and ${counted(warnings.length - MAX_LISTED, "warning")} more`);
  return lines;
}

function resultLines(state: DevState, snapshot: Snapshot, colors: Colors, width: number): string[] {
  const { last } = state;
  const tone = { good: colors.green, bad: colors.red, unsure: colors.yellow }[snapshot.tone];
  const [head = "", ...more] = wrap(snapshot.verdict, width - LABEL - 1, "");
  const lines = [label("verdict", tone(head)), ...more.map((line) => label("", tone(line)))];
  if (last !== null && last.verdict !== snapshot.verdict) {
    const [was = "", ...rest] = wrap(last.verdict, width - LABEL - 1, "");
    lines.push(label("was", colors.dim(was)), ...rest.map((line) => label("", colors.dim(line))));
  }
  lines.push(...weightLines(state, snapshot));
  lines.push(...publishedLines(state, colors));
  lines.push(...failureLines(snapshot, last, colors));
  return lines;
}

function weightLines({ last, names }: DevState, snapshot: Snapshot): string[] {
  if (last === null) {
    const shown = snapshot.weights.slice(0, MAX_LISTED);
    const rows = shown.map(({ topic, worker, weight }) =>
      weightRow({ topic, worker, before: null, after: weight }, snapshot, names, false),
    );
    return block("weights", rows, snapshot.weights.length - shown.length, "more");
  }
  const changes = weightChanges(last, snapshot);
  if (changes.length === 0) return [label("weights", "unchanged")];
  const rows = changes
    .slice(0, MAX_LISTED)
    .map((change) => weightRow(change, snapshot, names, true));
  return block("weights", rows, changes.length - rows.length, "more changed");
}

function weightRow(
  { topic, worker, before, after }: WeightChange,
  { weights }: Snapshot,
  names: ReadonlyMap<string, string>,
  changed: boolean,
): string {
  const several = weights.some((one) => one.topic !== weights[0]?.topic);
  const name = truncateMiddle(safeText(names.get(worker) ?? worker), NAME_WIDTH);
  const where = several ? `topic ${safeText(topic)} ` : "";
  const word = (weight: number | null): string => (weight === null ? "none" : fixed(weight, 5));
  const values = changed ? `${word(before)} -> ${word(after)}` : word(after);
  return `${where}${name.padEnd(NAME_WIDTH)}  ${values}`;
}

function publishedLines({ published, lastPublished }: DevState, colors: Colors): string[] {
  if (published === null) return [label("fuel", colors.dim("optimizing …")), label("size", "")];
  const { fuel, bytes, sameWeights } = published;
  const lines = [
    label("fuel", `${change(lastPublished?.fuel ?? null, fuel)} in the most expensive round`),
    label("size", `${change(lastPublished?.bytes ?? null, bytes)} bytes`),
  ];
  if (!sameWeights) {
    const text = "the optimized bytes give other weights than the unoptimized ones";
    lines.push(label("", colors.red(text)));
  }
  return lines;
}

function failureLines(snapshot: Snapshot, last: Snapshot | null, colors: Colors): string[] {
  const failed = failedRounds(snapshot);
  const before = last === null ? failed : failedRounds(last);
  const was = before === failed ? "" : `${count(before)} -> `;
  const text = `${was}${counted(failed, "round")} of ${count(snapshot.rounds)} failed`;
  const lines = [label("failures", failed === 0 ? text : colors.red(text))];
  for (const { code, message, rounds, first } of snapshot.failures.slice(0, MAX_LISTED))
    lines.push(
      label("", `${code} in ${counted(rounds, "round")} from ${first} on: ${safeText(message)}`),
    );
  return lines;
}

/** `63,140`, or `63,140 -> 61,002 (-3.4%)` after a change. */
function change(before: number | null, after: number | null): string {
  if (after === null) return "unknown";
  if (before === null || before === after) return count(after);
  return `${count(before)} -> ${count(after)} (${signedPercent(after / before - 1)})`;
}

const LABEL = 10;

function label(name: string, text: string): string {
  return `${name.padEnd(LABEL)}${text}`;
}

function block(name: string, rows: readonly string[], rest: number, word: string): string[] {
  const lines = rows.length === 0 ? ["no worker has any weight"] : [...rows];
  if (rest > 0) lines.push(`… and ${count(rest)} ${word}`);
  return lines.map((line, i) => label(i === 0 ? name : "", line));
}

/** One line on what a save changed, for where there is no terminal. */
export function changeLine({ saved, status, snapshot, last, names }: DevState): string {
  if (snapshot === null) return "";
  const where = saved === null ? "" : `${saved}: `;
  const parts: string[] = [];
  if (last?.verdict === snapshot.verdict) parts.push("same verdict");
  else parts.push(snapshot.verdict.replace(/\.$/, ""));
  if (last === null) parts.push(counted(snapshot.weights.length, "weight"));
  else {
    const changes = weightChanges(last, snapshot);
    const [largest] = changes;
    if (largest === undefined) parts.push("same weights");
    else {
      const row = weightRow(largest, snapshot, names, true).replaceAll(/ {2,}/g, " ");
      parts.push(`${counted(changes.length, "weight")} changed, most ${row}`);
    }
  }
  const failed = failedRounds(snapshot);
  const before = last === null ? failed : failedRounds(last);
  const was = before === failed ? "" : `${count(before)} -> `;
  parts.push(`${was}${count(failed)} of ${counted(snapshot.rounds, "round")} failed`);
  return safeText(`${where}${parts.join("; ")} (${status})`);
}

/** One line on the optimized bytes, for where there is no terminal; null when they use what they used before. */
export function publishedLine({ published, lastPublished }: DevState): string | null {
  if (published === null) return null;
  const { fuel, bytes, sameWeights } = published;
  if (sameWeights && lastPublished?.fuel === fuel && lastPublished.bytes === bytes) return null;
  const other = sameWeights ? "" : "; OTHER WEIGHTS than the unoptimized bytes";
  return `optimized: fuel ${change(lastPublished?.fuel ?? null, fuel)}, size ${change(lastPublished?.bytes ?? null, bytes)} bytes${other}`;
}

/** One line on why a save gave no new result, for where there is no terminal. */
export function errorLine({ saved, error, status }: DevState): string {
  const [first = ""] = (error ?? "").split("\n");
  return `${saved === null ? "" : `${safeText(saved)}: `}${first} (${status})`;
}
