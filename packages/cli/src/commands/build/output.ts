import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { wrap } from "@weightkit/testkit/internal/report/text/wrap";
import { relativePath } from "../../files/relative.js";
import type { Built } from "../../package/build.js";
import type { Colors } from "../../ui/ui.js";

/** A built package, and whether its logic can make HTTP requests. */
export interface BuildFacts extends Built {
  readonly makesRequests: boolean;
}

/** What `weightkit build` made. */
export function buildText(built: BuildFacts, cwd: string, colors: Colors, columns: number): string {
  const folder = relativePath(cwd, built.directory) || ".";
  const file = (name: string): string => `${folder}/${name}`;
  const rows = [
    [file(`${built.name}.wasm`), `${count(built.wasmBytes)} bytes`],
    [file(`${built.name}.tar.gz`), `${count(built.archiveBytes)} bytes`],
    [file("manifest.json"), ""],
    [file(`${built.name}.car`), ""],
  ] as const;
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, size]) => `  ${name.padEnd(width)}  ${size}`.trimEnd());
  const state = built.fresh ? "up to date" : "built";
  return [
    `${colors.green(built.name)} ${state}`,
    ...lines,
    `  function id ${built.functionId}`,
    ...(built.makesRequests ? wrap(REFUSED, columns - 2).map((line) => `  ${line}`) : []),
  ].join("\n");
}

const REFUSED =
  "makes HTTP requests, which a v0.0.9 network refuses (errno 14): the chain's own request carries no permissions";
