// Pictures of every kind of report at two widths, light and dark, to look at: `npm run docs:screenshots -- FOLDER`. Needs a Chromium.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { ROOT } from "./play.mjs";

/** Value kinds by a project that has them, with the options of its replay. */
const REPORTS = [
  { name: "number", project: "examples/seattle-weather", options: [] },
  { name: "number-rewards", project: "examples/sf-traffic", options: [] },
  { name: "probability", project: "templates/probability", options: [] },
  { name: "class", project: "templates/classification", options: [] },
];

const target = resolve(process.argv[2] ?? "screenshots");
const further = process.argv
  .slice(3)
  .map((file) => ({ name: file.replace(/^.*\/|\.html$/g, ""), file: resolve(file) }));
const folder = mkdtempSync(join(tmpdir(), "weightkit-screenshots-"));
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
try {
  mkdirSync(target, { recursive: true });
  const pages = REPORTS.map(({ name, project, options }) => ({
    name,
    file: report(name, project, options),
  }));
  for (const { name, file } of [...pages, ...further]) {
    for (const width of [1440, 390]) {
      for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
        const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
        await tab.goto(pathToFileURL(file).href);
        await tab.waitForSelector("html[data-ready]");
        // As before printing, all charts are drawn; the colours stay as they are on the screen.
        for (const chart of await tab.locator(".chart, .canvas").all())
          await chart.scrollIntoViewIfNeeded();
        await tab.screenshot({
          path: join(target, `${name}-${width}-${colorScheme}.png`),
          fullPage: true,
        });
        await tab.close();
      }
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${target}\n`);

/**
 * @param {string} name
 * @param {string} project
 * @param {string[]} options
 */
function report(name, project, options) {
  const copy = join(folder, name);
  cpSync(join(ROOT, project), copy, {
    recursive: true,
    filter: (source) => !/(^|\/)(build|node_modules)(\/|$)/.test(source.slice(ROOT.length)),
  });
  const command = join(ROOT, "packages/cli/bin/weightkit.js");
  const run = spawnSync(
    process.execPath,
    [command, "replay", "--html", "report.html", ...options],
    {
      cwd: copy,
      encoding: "utf8",
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  return join(copy, "report.html");
}
