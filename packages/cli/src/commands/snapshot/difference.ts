import { count, signedPercent } from "@weightkit/testkit/internal/report/text/numbers";
import type { Colors } from "../../ui/ui.js";
import type { Entry, Snapshot } from "./snapshot.js";
import type { Recorded } from "./text.js";

/** A value that is not what the snapshot has. */
export interface Difference {
  readonly scenario: string;
  readonly key: string;
  /** Null when the snapshot lacks it. */
  readonly recorded: string | null;
  /** Null when it is not there any more. */
  readonly found: string | null;
  /** Relative change of a measured number; null where there is none. */
  readonly change: number | null;
}

/**
 * What differs, in the order of the scenarios.
 * @param tolerance how far measured numbers may differ, relative to the recorded ones
 */
export function differences(
  recorded: Recorded,
  snapshot: Snapshot,
  tolerance: number,
): Difference[] {
  const found = snapshot.flatMap(({ name, entries }): Difference[] => {
    const before = recorded.get(name);
    const changed = entries.flatMap((entry) => {
      const text = before?.get(entry.key) ?? null;
      return isSame(entry, text, tolerance) ? [] : [differenceOf(name, entry, text)];
    });
    return [...changed, ...gone(name, before, entries)];
  });
  const names = new Set(snapshot.map(({ name }) => name));
  const lost = [...recorded].flatMap(([name, values]) =>
    names.has(name) ? [] : gone(name, values, []),
  );
  return [...found, ...lost];
}

function isSame({ value, measured }: Entry, recorded: string | null, tolerance: number): boolean {
  if (recorded === value) return true;
  if (recorded === null || !measured) return false;
  const [before, now] = [Number(recorded), Number(value)];
  return Math.abs(now - before) <= tolerance * Math.abs(before);
}

function differenceOf(
  scenario: string,
  { key, value, measured }: Entry,
  recorded: string | null,
): Difference {
  const before = Number(recorded ?? NaN);
  const relative = (Number(value) - before) / Math.abs(before);
  const change = measured && Number.isFinite(relative) ? relative : null;
  return { scenario, key, recorded, found: value, change };
}

function gone(
  scenario: string,
  recorded: ReadonlyMap<string, string> | undefined,
  entries: readonly Entry[],
): Difference[] {
  const keys = new Set(entries.map(({ key }) => key));
  return [...(recorded ?? [])].flatMap(([key, value]) =>
    keys.has(key) ? [] : [{ scenario, key, recorded: value, found: null, change: null }],
  );
}

/** What differs as a reader of diffs expects it: a scenario, then the old line and the new one. */
export function differenceText(found: readonly Difference[], colors: Colors): string {
  const scenarios = [...new Set(found.map(({ scenario }) => scenario))];
  return scenarios
    .map((name) => {
      const lines = found.filter(({ scenario }) => scenario === name).flatMap(linesOf(colors));
      return [`[${name}]`, ...lines].join("\n");
    })
    .join("\n\n");
}

function linesOf(colors: Colors): (difference: Difference) => string[] {
  return ({ key, recorded, found, change }) => [
    ...(recorded === null ? [] : [colors.red(`- ${key} = ${shown(recorded)}`)]),
    ...(found === null
      ? []
      : [
          colors.green(`+ ${key} = ${shown(found)}`) +
            (change === null ? "" : `  (${signedPercent(change)})`),
        ]),
  ];
}

/** Whole numbers in groups of three. */
function shown(value: string): string {
  return /^\d{4,}$/.test(value) ? count(Number(value)) : value;
}

/** The same as Markdown, for a summary or a comment. */
export function differenceMarkdown(found: readonly Difference[]): string {
  if (found.length === 0) return "The snapshot holds: nothing that it records has changed.";
  const rows = found.map(({ scenario, key, recorded, found: now, change }) => {
    const cells = [scenario, key, recorded ?? "–", now ?? "–", signedPercent(change)];
    return `| ${cells.map(cell).join(" | ")} |`;
  });
  return [
    "| scenario | value | before | now | change |",
    "| --- | --- | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

/** A table's cell: what the logic printed cannot end it, or add markup. */
function cell(text: string): string {
  return shown(text).replaceAll(/[\\`*_{}[\]<>()#+!|~@]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
