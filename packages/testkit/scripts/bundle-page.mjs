// Bundles the pages' scripts and their style into one module of strings, next to the compiled report.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = join(root, "dist/report/html/page-asset.js");

const uplot = dirname(createRequire(import.meta.url).resolve("uplot/package.json"));
const licence = await readFile(join(uplot, "LICENSE"), "utf8");

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: [
    ...["page/main.ts", "page/compare/main.ts", "page/sweep/main.ts", "page/attack/main.ts"],
    "page/page.css",
  ],
  outbase: "page",
  outdir: "out",
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16.4"],
  // uPlot's licence (MIT) asks to stay with every copy.
  banner: { js: `/*!\nuPlot:\n${licence.trim()}\n*/` },
  charset: "utf8",
});

/** @param {string} name */
function output(name) {
  const file = outputFiles.find(({ path }) => path === join(root, "out", name));
  if (file === undefined || file.text.trim() === "") throw new Error(`no ${name} came out`);
  if (/<\/(script|style)/i.test(file.text)) throw new Error(`${name} would end its own element`);
  return file.text.trim();
}

const module = `export const PAGE_SCRIPT = ${JSON.stringify(output("main.js"))};
export const COMPARE_SCRIPT = ${JSON.stringify(output("compare/main.js"))};
export const SWEEP_SCRIPT = ${JSON.stringify(output("sweep/main.js"))};
export const ATTACK_SCRIPT = ${JSON.stringify(output("attack/main.js"))};
export const PAGE_STYLE = ${JSON.stringify(output("page.css"))};
`;
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.new`, module);
await rename(`${target}.new`, target);
