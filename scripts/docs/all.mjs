// Makes everything that readers see, in the order in which one needs the other: `npm run docs:all`. Needs a Chromium.
// The same sources give the same bytes: `npm run docs:twice` shows it.
//   docs/reference, llms.txt                     generated pages
//   README.md, docs, examples                    what the commands in them print
//   docs/images, docs/public/card.png            pictures
//   docs/.vitepress/dist                         the site, with its checks
//   .weightkit/docs/screenshots                  every kind of report and of page, to look at
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "./play.mjs";

const STEPS = ["reference", "sessions", "picture", "build", "screenshots"];

/**
 * Runs all steps in a checkout whose packages are built and installed.
 * @param {string} [root] folder of the repository, or of a copy
 * @param {Record<string, string | undefined>} [env]
 * @throws Error that names the step that failed
 */
export function makeAll(root = ROOT, env = process.env) {
  for (const step of STEPS) {
    console.log(`\n# ${step}`);
    const { status } = spawnSync(process.execPath, [join("scripts/docs", `${step}.mjs`)], {
      cwd: root,
      env,
      stdio: "inherit",
    });
    if (status !== 0) throw new Error(`${step}.mjs ended with ${status} in ${root}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeAll();
