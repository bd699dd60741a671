import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launch } from "../../packages/testkit/test/report/html/browser.js";
import { ROOT } from "../../scripts/docs/play.mjs";

const site = join(ROOT, "docs/.vitepress/dist");
const shots = join(ROOT, ".weightkit/docs/screenshots");
const chromiumPath = findChromium();
const built = existsSync(join(site, "index.html"));
if (chromiumPath === null)
  process.emitWarning(
    "skipping the site's browser tests: no Chromium found (apt-get install chromium)",
  );
if (!built)
  process.emitWarning("skipping the site's browser tests: not built (npm run docs:build)");

const TYPES: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".woff2": "font/woff2",
};

/** Serves the built site, with clean URLs, as a static host does. */
function serve(): Server {
  return createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "/").replace(/[?#].*$/, ""));
    const candidates = [path, `${path}.html`, `${path.replace(/\/$/, "")}/index.html`];
    const file = candidates
      .map((one) => join(site, one))
      .find((one) => extname(one) !== "" && existsSync(one));
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
}

describe.skipIf(chromiumPath === null || !built)("the documentation as a site, in Chromium", () => {
  const server = serve();
  let browser: Browser;
  let page: Page;
  let origin = "";
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    origin = `http://127.0.0.1:${address.port}`;
    browser = await launch(chromiumPath ?? "");
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("response", (response) => {
      if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith("data:"))
        problems.push(`asks another host: ${request.url()}`);
    });
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it("opens, and lists all guides", async () => {
    await page.goto(`${origin}/`);
    await page.waitForSelector("h1");
    const guides = page.locator(".VPSidebar a[href*='/how-to/']");
    await expect.poll(() => guides.count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(10);
    await page.screenshot({ path: join(shots, "overview.png") });
  });

  it("finds a rule of the SDK by search, and leads to it", async () => {
    await page.goto(`${origin}/tutorial`);
    // The key is heard only once the page has come to life.
    await expect
      .poll(
        async () => {
          await page.keyboard.press("/");
          return page.locator(".VPLocalSearchBox input").isVisible();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(true);
    await page.fill(".VPLocalSearchBox input", "exponentiated gradient");
    const first = page.locator(".VPLocalSearchBox .result").first();
    await expect
      .poll(() => first.textContent(), { timeout: 30_000 })
      .toContain("exponentiatedGradient");
    await page.screenshot({ path: join(shots, "search.png") });
    await first.click();
    await page.waitForURL("**/reference/sdk#weights-exponentiatedgradient");
    await page.screenshot({ path: join(shots, "sdk.png") });
  });

  it("shows the tutorial's sessions, and none of what runs unseen", async () => {
    await page.goto(`${origin}/tutorial`);
    const text = (await page.locator("main").textContent()) ?? "";
    expect(text).toContain("weightkit replay");
    expect(text).not.toContain("run: ");
    await page.screenshot({ path: join(shots, "tutorial.png"), fullPage: true });
  });

  it("has the page of an error that the command names, and its place in the list", async () => {
    await page.goto(`${origin}/reference/errors/WK311`);
    expect(await page.locator("h1").textContent()).toContain("WK311: Invalid number");
    await page.screenshot({ path: join(shots, "error.png") });
    await page.goto(`${origin}/reference/errors/#wk311`);
    expect(await page.locator("#wk311").count()).toBe(1);
  });

  it("is readable on a phone, in the dark", async () => {
    const phone = await browser.newPage({
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
    });
    await phone.goto(`${origin}/how-to/own-history`);
    const wider = await phone.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    await phone.screenshot({ path: join(shots, "phone.png") });
    await phone.close();
    expect(wider).toBe(false);
  });

  it("meets no error and asks nobody else", () => {
    expect(problems).toEqual([]);
  });
});
