// Pictures to look at, at two widths, light and dark: `npm run docs:screenshots -- [FOLDER [REPORT.html …]]`. Needs a Chromium.
//   report-*   every kind of report, and the reports that were named
//   site-*     a page of each kind of the built site, and what its search finds
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launchFound } from "../../test/support/chromium.mjs";
import { ROOT } from "./play.mjs";
import { writeReport } from "./report.mjs";
import { listening, siteServer } from "./serve.mjs";
import { openPage, PAGES, QUERIES, search } from "./site/pages.mjs";

/** Value kinds, each by a project that has it. */
const REPORTS = {
  number: "examples/seattle-weather",
  "number-rewards": "examples/sf-traffic",
  probability: "templates/probability",
  class: "templates/classification",
};
const HEIGHT = 900;
/** Of a longer page of the site the top is shown: in CSS pixels. */
const MAX_HEIGHT = 3_600;

/** @typedef {{ width: number, colorScheme: "light" | "dark" }} Look */
/** @type {readonly Look[]} */
const LOOKS = [1440, 390].flatMap((width) => [
  { width, colorScheme: "light" },
  { width, colorScheme: "dark" },
]);

const [folder = join(ROOT, ".weightkit/docs/screenshots"), ...named] = process.argv.slice(2);
const target = resolve(folder);
mkdirSync(target, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "weightkit-screenshots-"));
const server = siteServer();
const browser = await launchFound();
try {
  for (const [kind, project] of Object.entries(REPORTS))
    await photographReport(kind, writeReport(project, join(work, kind)));
  for (const file of named) await photographReport(basename(file, ".html"), resolve(file));
  const origin = await listening(server);
  for (const path of PAGES) await photographPage(origin, path);
  for (const query of QUERIES) await photographResults(origin, query);
} finally {
  await browser.close();
  server.close();
  rmSync(work, { recursive: true, force: true });
}
console.log(target);

/**
 * @param {string} name
 * @param {string} file
 */
async function photographReport(name, file) {
  for (const look of LOOKS) {
    const tab = await openTab(look);
    await tab.goto(pathToFileURL(file).href);
    await tab.waitForSelector("html[data-ready]");
    // As before printing, all charts are drawn; the colours stay as they are on the screen.
    for (const chart of await tab.locator(".chart, .canvas").all())
      await chart.scrollIntoViewIfNeeded();
    await tab.screenshot({ path: fileOf(`report-${name}`, look), fullPage: true });
    await tab.close();
  }
}

/**
 * @param {string} origin
 * @param {string} path
 */
async function photographPage(origin, path) {
  const name = path === "/" ? "home" : path.replaceAll("/", " ").trim().replaceAll(" ", "-");
  for (const look of LOOKS) {
    const tab = await openTab(look);
    await openPage(tab, origin, path);
    const full = Number(await tab.evaluate("document.documentElement.scrollHeight"));
    await tab.setViewportSize({ width: look.width, height: Math.min(full, MAX_HEIGHT) });
    // What a replay took differs from run to run.
    await tab.screenshot({
      path: fileOf(`site-${name}`, look),
      mask: [tab.locator(".milliseconds")],
      maskColor: "#8888",
    });
    await tab.close();
  }
}

/**
 * @param {string} origin
 * @param {string} query
 */
async function photographResults(origin, query) {
  for (const look of LOOKS) {
    const tab = await openTab(look);
    await openPage(tab, origin, "/tutorial");
    await search(tab, query);
    await tab.screenshot({
      path: fileOf(`site-search-${query.replaceAll(" ", "-")}`, look),
      caret: "hide",
    });
    await tab.close();
  }
}

/** @param {Look} look */
function openTab({ width, colorScheme }) {
  return browser.newPage({
    viewport: { width, height: HEIGHT },
    colorScheme,
    reducedMotion: "reduce",
  });
}

/**
 * @param {string} name
 * @param {Look} look
 */
function fileOf(name, { width, colorScheme }) {
  return join(target, `${name}-${width}-${colorScheme}.png`);
}
