import { relative } from "node:path";
import type { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Built } from "../../package/build.js";
import { describePlace } from "../../ui/render-error.js";
import type { Colors } from "../../ui/ui.js";

/** What `weightkit build` made. */
export function buildText(built: Built, cwd: string, colors: Colors): string {
  const folder = relative(cwd, built.directory) || ".";
  const file = (name: string): string => `${folder}/${name}`;
  const rows = [
    [file(`${built.name}.wasm`), `${grouped(built.wasmBytes)} bytes`],
    [file(`${built.name}.tar.gz`), `${grouped(built.archiveBytes)} bytes`],
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

/** A compiler warning in one line. */
export function warningText(warning: WeightkitError): string {
  const where = warning.place === null ? "" : `${describePlace(warning.place)}: `;
  return `${where}${warning.message}`;
}

/** `12345` as `12,345`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
