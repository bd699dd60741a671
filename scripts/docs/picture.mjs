// Makes the pictures of the README and the site from a real replay: `npm run docs:picture`. Needs a Chromium; the same one gives the same bytes.
//   docs/images/report-light.webp, report-dark.webp   the top of a report
//   docs/public/card.png                              what is shown where a link to the site is shared
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launchForPictures } from "../../test/support/chromium.mjs";
import { ROOT } from "./play.mjs";
import { writeReport } from "./report.mjs";

/** What is cut out of the report's page, in CSS pixels: its head, the verdict and the first figure. */
const TOP = { width: 860, height: 760 };
const CARD = { width: 1200, height: 630 };

const folder = mkdtempSync(join(tmpdir(), "weightkit-picture-"));
const images = join(ROOT, "docs/images");
const browser = await launchForPictures();
try {
  mkdirSync(images, { recursive: true });
  const report = writeReport("examples/seattle-weather", join(folder, "seattle-weather"));
  for (const scheme of /** @type {const} */ (["light", "dark"]))
    writeFileSync(join(images, `report-${scheme}.webp`), await photograph(report, scheme));
  writeFileSync(join(ROOT, "docs/public/card.png"), await card(join(images, "report-light.webp")));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} page
 * @param {"light" | "dark"} colorScheme
 */
async function photograph(page, colorScheme) {
  const tab = await browser.newPage({ viewport: TOP, colorScheme, deviceScaleFactor: 1.5 });
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector("html[data-ready]");
  const session = await tab.context().newCDPSession(tab);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 85 });
  await tab.close();
  return Buffer.from(data, "base64");
}

/** @param {string} picture */
async function card(picture) {
  const source = `data:image/webp;base64,${readFileSync(picture).toString("base64")}`;
  const mark = readFileSync(join(ROOT, "docs/public/favicon.svg"), "utf8");
  const tab = await browser.newPage({ viewport: CARD, colorScheme: "light" });
  await tab.setContent(`<!doctype html><style>
    body { margin: 0; width: 1200px; height: 630px; overflow: hidden; position: relative; background: #17181c; color: #f4f4f2; font: 27px/1.4 system-ui, sans-serif }
    .text { position: absolute; left: 64px; top: 150px; width: 440px }
    svg { width: 84px; height: 84px; display: block }
    h1 { font-size: 68px; margin: 26px 0 14px; letter-spacing: -0.02em; line-height: 1 }
    p { margin: 0; color: #c9cad1 }
    img { position: absolute; left: 556px; top: 74px; width: 720px; border-radius: 14px; box-shadow: 0 20px 60px #000a }
  </style><div class="text">${mark}<h1>weightkit</h1><p>Test the rule that pays the workers of your Allora topic, before it does.</p></div><img src="${source}">`);
  await tab.waitForFunction("document.images[0].complete");
  const bytes = await tab.screenshot();
  await tab.close();
  return bytes;
}
