// The Chromium of this machine, for browser tests and for the scripts that make pictures.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Where installers of macOS and Windows put it, which is not on the path. */
const INSTALLED = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * Where a Chromium is: `CHROMIUM_PATH`, or the first of the usual places; null when there is none.
 * @returns {string | null}
 */
export function findChromium() {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const candidates = [process.env["CHROMIUM_PATH"] ?? "", ...found, ...INSTALLED];
  return candidates.find((path) => path !== "" && isExecutable(path)) ?? null;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Chromium refuses its sandbox to root, as which CI often runs.
 * @type {readonly string[]}
 */
const ANYWHERE = ["--no-sandbox", "--disable-dev-shm-usage"];

/**
 * Draws whole tiles, in one way on every processor. Otherwise the edge of a tile that was drawn in parts is one or two shades off, now and
 * then.
 * @type {readonly string[]}
 */
const SAME_PIXELS = ["--disable-gpu", "--disable-partial-raster", "--disable-skia-runtime-opts"];

/**
 * Pages of tests live for a second: to optimize their scripts takes longer than it saves.
 * @type {readonly string[]}
 */
const SHORT_LIVED = ["--js-flags=--no-opt"];

/** @param {string} executablePath */
export function launchForTests(executablePath) {
  return chromium.launch({ executablePath, args: [...ANYWHERE, ...SHORT_LIVED] });
}

/** The Chromium of this machine, started to make pictures that are the same bytes twice. Throws when there is none. */
export function launchForPictures() {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error("no Chromium found: apt-get install chromium, or set CHROMIUM_PATH");
  return chromium.launch({ executablePath, args: [...ANYWHERE, ...SAME_PIXELS] });
}
