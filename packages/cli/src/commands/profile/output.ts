import type { ProfileTable } from "@weightkit/testkit/internal/profile/table";
import { count, counted, percent } from "@weightkit/testkit/internal/report/text/numbers";
import { table } from "@weightkit/testkit/internal/report/text/table";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import type { Colors } from "../../ui/ui.js";

/** Rows of each table. */
const TOP = 15;

/** What `weightkit profile` prints. */
export function profileText(
  name: string,
  profile: ProfileTable,
  width: number,
  colors: Colors,
): string {
  const dressHead = (text: string): string => colors.dim(text);
  const options = { width, indent: 2, dressHead };
  const functions = table(
    [
      { head: "fuel", align: "right" },
      { head: "share", align: "right" },
      { head: "with callees", align: "right", drop: 2 },
      { head: "calls", align: "right", drop: 3 },
      { head: "function", least: 16, middle: true },
      { head: "from", least: 12, middle: true, drop: 1 },
    ],
    profile.functions
      .slice(0, TOP)
      .map((row) => [
        count(row.self),
        percent(row.share),
        count(row.total),
        count(row.calls),
        brief(row.name),
        row.file === null ? "" : brief(`${row.file}:${row.line ?? 0}`),
      ]),
    options,
  );
  const lines = table(
    [
      { head: "fuel", align: "right" },
      { head: "share", align: "right" },
      { head: "line", least: 12, middle: true },
      { head: "", least: 10, drop: 1 },
    ],
    profile.lines
      .slice(0, TOP)
      .map((row) => [
        count(row.fuel),
        percent(row.share),
        brief(`${row.file}:${row.line}`),
        safeText(row.text ?? ""),
      ]),
    options,
  );
  const sections = [
    [`${colors.bold(safeText(name))}  ${count(profile.fuel)} fuel`],
    [colors.bold("By function"), ...functions, ...more(profile.functions.length, "function")],
    profile.lines.length === 0
      ? ["No source map next to the WASM (NAME.wasm.map): lines are not known"]
      : [colors.bold("By line"), ...lines, ...more(profile.lines.length, "line")],
  ];
  return sections.map((section) => section.join("\n")).join("\n\n");
}

/** A name or place without what all of the SDK's have in common. */
function brief(text: string): string {
  return safeText(text.replace("~lib/@weightkit/sdk/assembly/", "sdk/").replace("~lib/", ""));
}

function more(rows: number, what: string): string[] {
  return rows > TOP ? [`  … and ${counted(rows - TOP, what)} more (--json has them)`] : [];
}
