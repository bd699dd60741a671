// Bundles each job that threads run with all that it imports: one file is read where some 180 were, and a thread starts in half
// the processor time. src/threads/job-module.ts finds the bundles.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { oneErrorClass } from "./one-error-class.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const target = join(dist, "bundled");
// By the sources: what was compiled of a file that is gone may still lie in dist.
const jobs = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("-job.ts"))
  .map((path) => join(dist, path.replace(/ts$/, "js")));

const { outputFiles } = await build({
  absWorkingDir: dist,
  entryPoints: jobs,
  outbase: dist,
  outdir: target,
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20.17",
  format: "esm",
  chunkNames: "chunk-[hash]",
  write: false,
  logLevel: "warning",
  plugins: [oneErrorClass],
});
// New files first, so that a job that starts meanwhile finds a whole one.
for (const { path, contents } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}
const written = new Set(outputFiles.map(({ path }) => path));
for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !written.has(path)) rmSync(path);
}
