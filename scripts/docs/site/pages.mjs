// A page of each kind of the site, and how a browser comes to one that is ready.
/** @typedef {import("playwright-core").Page} Page */

export const PAGES = [
  "/",
  "/playground",
  "/tutorial",
  "/how-to/own-history",
  "/explanation/how-sure",
  "/reference/sdk",
  "/reference/cli",
  "/reference/replay-json",
  "/reference/errors/",
  "/reference/errors/WK503",
  "/decisions/",
];

/** Queries whose results the screenshots show. */
export const QUERIES = ["weight cadence", "gas", "NaN", "WK431"];

/**
 * Opens a page and waits until its scripts run and its pictures are there.
 * @param {Page} tab
 * @param {string} origin
 * @param {string} path
 */
export async function openPage(tab, origin, path) {
  await tab.goto(`${origin}${path}`, { waitUntil: "networkidle" });
  await tab.waitForSelector("h1");
  if (path === "/playground") await tab.waitForSelector(".playground[data-ready]");
  // Pictures further down are fetched when they come into view.
  await tab.evaluate(
    `Promise.all([...document.images].filter((image) => image.checkVisibility()).map((image) => {
      image.loading = "eager";
      return image.decode();
    }))`,
  );
}

/**
 * Opens the search box and types; returns when results are shown.
 * @param {Page} tab a page of the site
 * @param {string} query
 */
export async function search(tab, query) {
  await tab.locator("#local-search button").first().click();
  await tab.locator(".VPLocalSearchBox input").fill(query);
  await tab.locator(".VPLocalSearchBox .result").first().waitFor();
}
