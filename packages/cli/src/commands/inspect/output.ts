import { count, counted } from "@weightkit/testkit/internal/report/text/numbers";
import { parameterText } from "@weightkit/testkit/internal/report/parameter-text";
import { table, type TableColumn } from "@weightkit/testkit/internal/report/text/table";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { signatureText } from "@weightkit/testkit/internal/wasm/wasm-interface";
import type { Colors } from "../../ui/ui.js";
import type { Inspection } from "./inspection.js";

/** An inspection for people. Every name in it is the module's own, and is made safe to print. */
export function inspectionText(found: Inspection, colors: Colors, width: number): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", colors.bold(title), ...lines];
  const rows = (columns: readonly TableColumn[], cells: readonly string[][]): string[] =>
    cells.length === 0
      ? []
      : table(columns, cells, { width, indent: 2, dressHead: (text) => colors.dim(text) });
  return [
    `${colors.bold(safeText(found.name))}: ${counted(found.bytes, "byte")}`,
    ...identity(found),
    ...section(
      "Imports",
      rows(
        [{ head: "import" }, { head: "type", drop: 1 }, { head: "what for" }],
        found.imports.map(({ module, name, kind, signature, meaning }) => [
          safeText(`${module}.${name}`),
          signature === null ? kind : signatureText(signature),
          meaning,
        ]),
      ),
    ),
    ...section(
      "Exports",
      rows(
        [{ head: "export" }, { head: "type" }],
        found.exports.map(({ name, kind, signature }) => [
          safeText(name),
          signature === null ? kind : signatureText(signature),
        ]),
      ),
    ),
    ...section("Memory", found.memories.map(memoryText)),
    ...section("Size by section", sizes(found.sections, found.bytes, rows)),
    ...section(
      `Largest of ${counted(found.functionCount, "function")}`,
      sizes(
        found.functions.map(({ index, name, bytes }) => ({
          name: name ?? `function ${index}`,
          bytes,
        })),
        found.bytes,
        rows,
      ),
    ),
    ...section(
      "Parameters",
      found.parameters.map((one) => `  ${parameterText(one)}`),
    ),
    ...section("Limits", limitLines(found)),
    ...section(
      "Permissions",
      found.permissions.map((url) => `  ${safeText(url)}`),
    ),
    ...section(
      "Made with",
      found.producers.map(
        ({ field, name, version }) => `  ${safeText(`${field}: ${name} ${version}`.trim())}`,
      ),
    ),
  ].join("\n");
}

function identity({ sha256, md5, functionId, sourceMap }: Inspection): string[] {
  return [
    `  SHA-256 ${sha256}`,
    `  MD5 ${md5}`,
    ...(functionId === null ? [] : [`  function id ${functionId}`]),
    `  source map ${sourceMap ? "next to it" : "none"}`,
  ];
}

function memoryText({ minimum, maximum, imported }: Inspection["memories"][number]): string {
  const most = maximum === null ? "no maximum" : `at most ${counted(maximum, "page")}`;
  const bytes = counted(minimum * 64, "KiB", "KiB");
  return `  ${counted(minimum, "page")} at start (${bytes}), ${most}${imported ? ", imported" : ""}`;
}

function sizes(
  parts: readonly { readonly name: string; readonly bytes: number }[],
  all: number,
  rows: (columns: readonly TableColumn[], cells: readonly string[][]) => string[],
): string[] {
  return rows(
    [{ head: "bytes", align: "right" }, { head: "part", align: "right" }, { head: "name" }],
    parts.map(({ name, bytes }) => [
      count(bytes),
      `${((100 * bytes) / all).toFixed(1)}%`,
      safeText(name),
    ]),
  );
}

function limitLines({ limits: { fuel, memoryPages, milliseconds } }: Inspection): string[] {
  const shown = (limit: number | null, unit: string): string =>
    limit === null ? "none" : counted(limit, unit);
  return [
    `  fuel ${shown(fuel, "unit")}`,
    `  memory ${shown(memoryPages, "page")}`,
    `  time ${shown(milliseconds, "millisecond")}`,
  ];
}
