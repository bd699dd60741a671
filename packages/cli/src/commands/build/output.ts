import { relative } from "node:path";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import type { Built } from "../../package/build.js";
import type { Colors } from "../../ui/ui.js";

/** What `weightkit build` made. */
export function buildText(built: Built, cwd: string, colors: Colors): string {
  const folder = relative(cwd, built.directory) || ".";
  const file = (name: string): string => `${folder}/${name}`;
  const rows = [
    [file(`${built.name}.wasm`), `${count(built.wasmBytes)} bytes`],
    [file(`${built.name}.tar.gz`), `${count(built.archiveBytes)} bytes`],
    [file("manifest.json"), ""],
  ] as const;
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, size]) => `  ${name.padEnd(width)}  ${size}`.trimEnd());
  const state = built.fresh ? "up to date" : "built";
  return [
    `${colors.green(built.name)} ${state}`,
    ...lines,
    `  function id ${built.functionId}`,
  ].join("\n");
}
