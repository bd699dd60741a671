// Shows that the documents, the pictures and the site are the same bytes twice: `npm run docs:twice`.
// All of it is made here, and again in a copy of the repository in another folder, in another time zone, with a clock that is ahead
// (ahead.mjs) and with empty caches. Every file of both is compared. Ends with 1 and the names of those that differ.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeAll } from "./all.mjs";
import { ROOT } from "./play.mjs";
import { differences, digests } from "./site/digests.mjs";

/** What is made and is not in git. */
const MADE = ["docs/.vitepress/dist", "docs/public/playground", ".weightkit/docs/screenshots"];
/** What is installed or built, and is copied as it is. */
const INSTALLED = [
  "node_modules",
  "docs/node_modules",
  ...["testkit", "cli"].map((name) => `packages/${name}/dist`),
];

const copy = join(mkdtempSync(join(tmpdir(), "weightkit-twice-")), "another place");
try {
  for (const path of [...sources(), ...INSTALLED])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  makeAll();
  makeAll(copy, {
    ...process.env,
    TZ: "Pacific/Auckland",
    LANG: "C",
    NODE_OPTIONS: `--import ${pathToFileURL(join(copy, "scripts/docs/ahead.mjs")).href}`,
  });
  const paths = [...sources(), ...MADE];
  const here = digests(ROOT, paths);
  const faults = differences(here, digests(copy, paths));
  for (const fault of faults) console.error(fault);
  console.log(`\ntwice: ${here.size} files, ${faults.length} differ`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(join(copy, ".."), { recursive: true, force: true });
}

/** Paths of all files that git has or would add, from the repository's root. */
function sources() {
  return execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
  })
    .split("\0")
    .filter((path) => path !== "");
}
