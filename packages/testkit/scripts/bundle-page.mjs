// Bundles the report page's script and style into one module of two strings, next to the compiled report.
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
  entryPoints: ["page/main.ts", "page/page.css"],
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

/** @param {string} ending */
function output(ending) {
  const file = outputFiles.find(({ path }) => path.endsWith(ending));
  if (file === undefined || file.text.trim() === "") throw new Error(`no ${ending} came out`);
  if (/<\/(script|style)/i.test(file.text)) throw new Error(`${ending} would end its own element`);
  return file.text.trim();
}

const module = `export const PAGE_SCRIPT = ${JSON.stringify(output(".js"))};
export const PAGE_STYLE = ${JSON.stringify(output(".css"))};
`;
await mkdir(dirname(target), { recursive: true });
await writeFile(`${target}.new`, module);
await rename(`${target}.new`, target);
