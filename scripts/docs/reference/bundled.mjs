// Imports a part of the command line from its sources, for the generators.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT } from "../play.mjs";

/**
 * @param {string} contents a module, with paths from packages/cli/src
 * @returns {Promise<any>} what it exports
 */
export async function bundled(contents) {
  const folder = join(ROOT, ".weightkit/docs");
  const file = join(folder, `bundle-${process.pid}-${Math.random().toString(36).slice(2)}.mjs`);
  mkdirSync(folder, { recursive: true });
  try {
    await build({
      stdin: { contents, resolveDir: join(ROOT, "packages/cli/src") },
      outfile: file,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["@weightkit/*", "assemblyscript", "assemblyscript/*"],
      // What a command imports when it runs is of no use here.
      plugins: [
        {
          name: "no-dynamic-imports",
          setup: ({ onResolve }) => {
            onResolve({ filter: /./ }, ({ kind }) =>
              kind === "dynamic-import" ? { path: "never", external: true } : undefined,
            );
          },
        },
      ],
    });
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(file, { force: true });
  }
}
