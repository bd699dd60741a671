// Writes the generated pages: `npm run docs:reference`. A test fails when they are stale (test/docs/reference.test.ts).
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./play.mjs";
import { pages } from "./reference/pages.mjs";

for (const [path, text] of await pages()) {
  const target = join(ROOT, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(path);
}
