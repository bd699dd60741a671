// Bundles the command with the testkit and its small dependencies, so that it starts fast (a replay read 350 more files before its
// first round), and adds the templates.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { oneErrorClass } from "../../testkit/scripts/one-error-class.mjs";
import { errorRows, remediesOf } from "../../../scripts/docs/reference/errors.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, "..");
const dist = join(cli, "dist");
const templates = join(cli, "../../templates");

/** @satisfies {import("esbuild").BuildOptions} */
const common = {
  outdir: dist,
  bundle: true,
  platform: "node",
  target: "node20.17",
  format: "esm",
  metafile: true,
  write: false,
  logLevel: "warning",
  // Bundled CommonJS packages ask for Node's modules.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};
const result = await build({
  ...common,
  entryPoints: {
    main: join(cli, "src/start.ts"),
    "compile-job": join(cli, "src/compiler/compile-job.ts"),
    "vitest-server": join(cli, "src/commands/check/mutate/vitest-server.ts"),
  },
  splitting: true,
  chunkNames: "chunk-[name]-[hash]",
  external: ["@weightkit/sdk", "assemblyscript", "assemblyscript/*"],
  plugins: [oneErrorClass],
});
// Only now, so that a bundle that fails leaves the last one in place; new files first, so that it is never without one.
mkdirSync(dist, { recursive: true });
const rows = errorRows().map(({ code, exit, title, messages, hints }) => ({
  ...{ code, exit: Number(exit), title, message: messages.join(" / ") },
  hint: remediesOf(hints).join(" / "),
}));
writeFileSync(join(dist, "errors.json"), JSON.stringify(rows));
const written = new Set([
  ...["types", "templates", "errors.json", "THIRD-PARTY-LICENSES.txt"],
  // What the compiler knows of its last run: without it, each build checks everything anew.
  "tsconfig.tsbuildinfo",
]);
for (const { path, contents } of result.outputFiles) {
  writeFileSync(path, contents);
  written.add(basename(path));
}
const entry = await bundleEntry();
writeFileSync(entry.path, entry.contents);
written.add(basename(entry.path));
for (const name of readdirSync(dist)) {
  if (!written.has(name)) rmSync(join(dist, name), { recursive: true, force: true });
}
writeLicenses(Object.keys(result.metafile.inputs));
rmSync(join(dist, "templates"), { recursive: true, force: true });
for (const name of readdirSync(templates)) copyTemplate(name);

/** What starts first: one file, which knows what help shows and loads the rest only for more than that. */
async function bundleEntry() {
  const { commands } = await import(pathToFileURL(join(dist, "main.js")).href);
  const { outputFiles } = await build({
    ...common,
    entryPoints: { enter: join(cli, "src/enter.ts") },
    define: { COMMAND_DESCRIPTIONS: JSON.stringify(commands) },
    minify: true,
    banner: {},
    plugins: [
      {
        name: "the rest",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\/start\.js$/ }, () => ({ path: "./main.js", external: true })),
      },
    ],
  });
  return outputFiles[0];
}

/** The licences of everything that was bundled, as they ask for. */
function writeLicenses(inputs) {
  const packages = new Set(
    inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const texts = [...packages].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : readFileSync(join(path, file), "utf8").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

/** Copies a template without what building and testing it leaves behind. */
function copyTemplate(name) {
  const target = join(dist, "templates", name);
  const skip = /(^|\/)(build|node_modules|\.weightkit)(\/|$)/;
  cpSync(join(templates, name), target, {
    recursive: true,
    filter: (source) => !skip.test(source.slice(templates.length + name.length + 1)),
  });
}
