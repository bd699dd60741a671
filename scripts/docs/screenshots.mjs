// Pictures to look at, at two widths, light and dark; the same bytes each time. Needs a Chromium.
//
//   npm run docs:screenshots -- [--only REPORT]… [FOLDER [REPORT.html …]]
//
//   report-*   every kind of report, also on paper, and the reports that were named
//   site-*     a page of each kind of the built site, and what its search finds; not with --only
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launchForPictures } from "../../test/support/chromium.mjs";
import { ROOT } from "./play.mjs";
import { reportPages } from "./report-pages.mjs";
import { listening, siteServer } from "./serve.mjs";
import { openPage, PAGES, QUERIES, search } from "./site/pages.mjs";

const HEIGHT = 900;
const MAX_PICTURES = 20;
/** Milliseconds between two pictures, in which what still moves would. */
const BETWEEN = 150;
/** CSS pixels of a sheet of A4 between its margins. */
const PAPER_WIDTH = 718;
/** What stays in sight while the rest is scrolled is a layer apart, which is drawn a pixel off now and then. Nothing is scrolled here. */
const NO_LAYERS =
  "for (const one of document.querySelectorAll('nav, th, td, caption > span')) one.style.position = 'static'";
/** What a replay took differs from run to run, and so does the width of it. */
const EXAMPLE_TIME =
  "for (const one of document.querySelectorAll('.milliseconds')) one.textContent = '25'";
/** Of a longer page of the site the top is shown: in CSS pixels. */
const MAX_HEIGHT = 3_600;

/** @typedef {{ width: number, colorScheme: "light" | "dark" }} Look */
/** @type {readonly Look[]} */
const LOOKS = [1440, 390].flatMap((width) => [
  { width, colorScheme: "light" },
  { width, colorScheme: "dark" },
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true, default: [] } },
});
const [folder = join(ROOT, ".weightkit/docs/screenshots"), ...named] = positionals;
const target = resolve(folder);
mkdirSync(target, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "weightkit-screenshots-"));
const server = siteServer();
const browser = await launchForPictures();
try {
  for (const { name, file } of reportPages(work, values.only)) await photographReport(name, file);
  for (const file of named) await photographReport(basename(file, ".html"), resolve(file));
  if (values.only.length === 0) {
    const origin = await listening(server);
    for (const path of PAGES) await photographPage(origin, path);
    for (const query of QUERIES) await photographResults(origin, query);
  }
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
    const tab = await openReport(file, look);
    await photograph(tab, fileOf(`report-${name}`, look), { fullPage: true });
    await tab.close();
  }
  const paper = await openReport(file, { width: PAPER_WIDTH, colorScheme: "light" });
  await paper.emulateMedia({ media: "print" });
  await paper.evaluate("dispatchEvent(new Event('beforeprint'))");
  await photograph(paper, join(target, `report-${name}-print.png`), { fullPage: true });
  const pdf = undated(await paper.pdf({ format: "A4" }));
  writeFileSync(join(target, `report-${name}.pdf`), pdf);
  await paper.close();
}

/**
 * A report with all of its charts drawn.
 * @param {string} file
 * @param {Look} look
 */
async function openReport(file, look) {
  const tab = await openTab(look);
  await tab.goto(pathToFileURL(file).href);
  await tab.waitForSelector("html[data-ready]");
  // Charts are drawn when they come near the window.
  const height = Number(await tab.evaluate("document.documentElement.scrollHeight"));
  for (let top = 0; top < height; top += HEIGHT - 100) {
    await tab.evaluate(`scrollTo(0, ${top})`);
    await painted(tab);
  }
  await tab.evaluate("scrollTo(0, 0)");
  await tab.evaluate(NO_LAYERS);
  await painted(tab);
  return tab;
}

/** @param {import("playwright-core").Page} tab */
async function painted(tab) {
  await tab.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
}

/**
 * A PDF without the times at which it was made: they would differ each time.
 * @param {Buffer} pdf
 */
function undated(pdf) {
  const text = pdf.toString("latin1").replaceAll(/\(D:\d{14}/g, "(D:20000101000000");
  return Buffer.from(text, "latin1");
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
    await tab.evaluate(EXAMPLE_TIME);
    await photograph(tab, fileOf(`site-${name}`, look));
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
    await photograph(tab, fileOf(`site-search-${query.replaceAll(" ", "-")}`, look));
    await tab.close();
  }
}

/**
 * Writes a picture of a page that stands still: the first one that is the same as the one before it.
 * @param {import("playwright-core").Page} tab
 * @param {string} path
 * @param {import("playwright-core").PageScreenshotOptions} [options]
 */
async function photograph(tab, path, options) {
  let last = Buffer.alloc(0);
  for (let times = 0; times < MAX_PICTURES; times += 1) {
    const picture = await tab.screenshot({ ...options, animations: "disabled", caret: "hide" });
    if (picture.equals(last)) {
      writeFileSync(path, picture);
      return;
    }
    last = picture;
    await tab.waitForTimeout(BETWEEN);
  }
  throw new Error(`${path}: the page never stands still`);
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
