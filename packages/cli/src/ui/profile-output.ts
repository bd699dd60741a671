import type { Logic } from "@weightkit/testkit/logic/logic";
import { collapsedStacks } from "@weightkit/testkit/profile/collapsed";
import { Labels } from "@weightkit/testkit/profile/labels";
import type { Profile } from "@weightkit/testkit/profile/profile";
import { speedscope } from "@weightkit/testkit/profile/speedscope";
import { profileTable, type ProfileTable } from "@weightkit/testkit/profile/table";
import { count, percent } from "@weightkit/testkit/report/text/numbers";
import { table, type TableColumn } from "@weightkit/testkit/report/text/table";
import { safeText } from "@weightkit/testkit/report/text/untrusted";
import type { Input } from "../commands/input.js";
import type { NamedFile } from "../package/unixfs.js";
import type { Ui } from "./ui.js";

const DEFAULT_ROWS = 15;

const FUNCTION_COLUMNS: readonly TableColumn[] = [
  { head: "self", align: "right" },
  { head: "share", align: "right" },
  { head: "total", align: "right", drop: 1 },
  { head: "calls", align: "right", drop: 2 },
  { head: "function", least: 12 },
  { head: "begins at", least: 12, middle: true, drop: 3 },
];

const LINE_COLUMNS: readonly TableColumn[] = [
  { head: "fuel", align: "right" },
  { head: "share", align: "right" },
  { head: "line", least: 16, middle: true },
  { head: "source", least: 10, drop: 1 },
];

/** What `weightkit profile` prints: tables, or the `--json` document with all rows. */
export function profileOutput(profile: Profile, logic: Logic, input: Input, ui: Ui): string {
  const facts = profileTable(profile, new Labels(logic, profile));
  if (input.flag("json"))
    return JSON.stringify({ format: "weightkit.profile", version: 1, ...facts }, null, 2);
  return profileText(facts, input.number("top") ?? DEFAULT_ROWS, ui);
}

/** The files that `--speedscope` and `--collapsed` ask for. */
export function profileFiles(profile: Profile, logic: Logic, input: Input): NamedFile[] {
  const labels = new Labels(logic, profile);
  const files: NamedFile[] = [];
  const add = (name: string | undefined, text: () => string) => {
    if (name !== undefined) files.push({ name, bytes: Buffer.from(text()) });
  };
  add(
    input.text("speedscope"),
    () => `${JSON.stringify(speedscope(profile, labels, logic.name))}\n`,
  );
  add(input.text("collapsed"), () => collapsedStacks(profile, labels));
  return files;
}

function profileText(facts: ProfileTable, rows: number, ui: Ui): string {
  const options = { width: ui.io.stdout.columns, indent: 2, dressHead: ui.out.dim };
  const { functions, lines, fuel, unplaced, folded } = facts;
  const out = [
    `${ui.out.bold("Fuel")} ${count(fuel)}`,
    "",
    ui.out.bold("By function"),
    ...table(FUNCTION_COLUMNS, functions.slice(0, rows).map(functionCells), options),
    ...more(functions.length - rows, "functions"),
    "",
    ui.out.bold("By source line"),
  ];
  if (lines.length === 0)
    out.push("  No source map: build the WASM with one and keep it beside it as NAME.wasm.map.");
  else {
    out.push(...table(LINE_COLUMNS, lines.slice(0, rows).map(lineCells), options));
    out.push(...more(lines.length - rows, "lines"));
    if (unplaced > 0) out.push(`  ${count(unplaced)} of the fuel has no line in the source map.`);
  }
  if (folded)
    out.push("", "Calls nest too deep for every path: the deepest are drawn with their callers.");
  return out.join("\n");
}

function functionCells(row: ProfileTable["functions"][number]): string[] {
  const place = row.file === null ? "" : `${safeText(row.file)}:${row.line ?? 1}`;
  const numbers = [count(row.self), percent(row.share), count(row.total), count(row.calls)];
  return [...numbers, safeText(row.name), place];
}

function lineCells({ fuel, share, file, line, text }: ProfileTable["lines"][number]): string[] {
  return [count(fuel), percent(share), `${safeText(file)}:${line}`, safeText(text ?? "")];
}

function more(left: number, what: string): string[] {
  return left > 0 ? [`  … and ${count(left)} more ${what} (--top N shows more, --json all)`] : [];
}
