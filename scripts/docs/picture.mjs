// Makes docs/images/report.png, the README's picture of a report, from a real replay: `npm run docs:picture`. Needs a Chromium.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { ROOT } from "./play.mjs";

const folder = mkdtempSync(join(tmpdir(), "weightkit-picture-"));
const project = join(folder, "seattle-weather");
try {
  cpSync(join(ROOT, "examples/seattle-weather"), project, {
    recursive: true,
    filter: (source) => !/(^|\/)(build|node_modules)(\/|$)/.test(source.slice(ROOT.length)),
  });
  const command = join(ROOT, "packages/cli/bin/weightkit.js");
  const run = spawnSync(process.execPath, [command, "replay", "--html", "report.html"], {
    cwd: project,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  mkdirSync(join(ROOT, "docs/images"), { recursive: true });
  await photograph(join(project, "report.html"), join(ROOT, "docs/images/report.png"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} page
 * @param {string} target
 */
async function photograph(page, target) {
  const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const tab = await browser.newPage({ viewport: { width: 1200, height: 1340 } });
    await tab.goto(pathToFileURL(page).href);
    await tab.waitForSelector("canvas, svg");
    await tab.waitForTimeout(500);
    await tab.screenshot({ path: target });
  } finally {
    await browser.close();
  }
}
