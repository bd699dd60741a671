import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { ROOMS } from "./rooms.mjs";

const room = process.env["MUTATED_ROOM"] ?? "";
const folders = Object.entries(ROOMS).find(([name]) => name === room)?.[1] ?? Object.keys(ROOMS);

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: folders.map((folder) => `packages/testkit/test/${folder}/**/*.test.ts`),
    // They read the sources, which a mutation run rewrites.
    exclude: ["**/documented.test.ts"],
    // Modules are loaded once, since a mutant is switched on while they run: a mutant takes a tenth of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    alias: [
      {
        find: "assemblyscript/asc",
        replacement: fileURLToPath(new URL("../../test/support/compiled/asc.mjs", import.meta.url)),
      },
      // What a test imports by the package's name would be what was built, which is not mutated.
      {
        find: /^@weightkit\/testkit\/internal\/(.*)$/,
        replacement: fileURLToPath(new URL("../../packages/testkit/src/$1.ts", import.meta.url)),
      },
    ],
  },
});
