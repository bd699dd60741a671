// Runs every command in the documents and writes what it printed: `npm run docs:sessions [PATH …]`.
// Tests compare instead of writing (test/docs/sessions.test.ts).
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { executedDocuments, readDocument } from "./documents.mjs";
import { play, ROOT } from "./play.mjs";
import { missingToolchain } from "./toolchains.mjs";

const given = process.argv.slice(2);
for (const path of given.length > 0 ? given : executedDocuments()) {
  const before = readDocument(path);
  const missing = missingToolchain(before);
  if (missing !== null) {
    console.error(`left as recorded  ${path}: needs ${missing}`);
    continue;
  }
  const after = await play(before);
  if (after !== before) writeFileSync(join(ROOT, path), after);
  console.log(`${after === before ? "unchanged" : "written  "}  ${path}`);
}
