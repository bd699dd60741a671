import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launch } from "../support/chromium.mjs";
import { ROOT } from "../../scripts/docs/play.mjs";
import { listening, siteServer } from "../../scripts/docs/serve.mjs";
import { PAGES } from "../../scripts/docs/site/pages.mjs";

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

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Sums what moves without anybody having asked for it. */
const MEASURE_SHIFT = `
  globalThis.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) layoutShift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

describe.skipIf(chromiumPath === null || !built)("the documentation as a site, in Chromium", () => {
  const server = siteServer();
  let browser: Browser;
  let page: Page;
  let origin = "";
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    origin = await listening(server);
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

  it("opens with what it is, a session and a report, and leads to all guides", async () => {
    await page.goto(`${origin}/`);
    await expect.poll(() => page.locator("h1").textContent()).toContain("Backtest");
    expect(await page.locator(".session").innerText()).toContain("Your weights lower the error");
    await page.waitForFunction("document.querySelector('.show .light-only').complete");
    const pictures = page.locator(".show img:visible");
    expect(await pictures.count()).toBe(1);
    expect(await page.locator("main a[href*='/how-to/']").count()).toBeGreaterThanOrEqual(20);
    await page.goto(`${origin}/tutorial`);
    expect(await page.locator(".VPSidebar a[href*='/how-to/']").count()).toBeGreaterThanOrEqual(20);
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

  describe.each(PAGES)("%s", (path) => {
    it.each(["light", "dark"] as const)("is accessible and still, %s", async (colorScheme) => {
      const tab = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme });
      tab.on("console", (message) => {
        if (message.type() === "error") problems.push(`${path}: ${message.text()}`);
      });
      await tab.addInitScript(MEASURE_SHIFT);
      await tab.goto(`${origin}${path}`, { waitUntil: "load" });
      await tab.waitForSelector("h1");
      await tab.addScriptTag({ content: AXE });
      const violations: unknown = await tab.evaluate(
        "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')))",
      );
      const shift: unknown = await tab.evaluate("layoutShift");
      await tab.close();
      expect(violations).toEqual([]);
      expect(shift).toBeLessThan(0.01);
    });

    it("fits a phone", async () => {
      const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await phone.goto(`${origin}${path}`);
      await phone.waitForSelector("h1");
      const wider = await phone.evaluate(
        "document.documentElement.scrollWidth - window.innerWidth",
      );
      await phone.close();
      expect(wider).toBeLessThanOrEqual(0);
    });
  });

  it("replays in the playground what the command replays, and again when a parameter moves", async () => {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    tab.on("pageerror", (error) => problems.push(error.message));
    tab.on("request", (request) => {
      if (!request.url().startsWith(origin)) problems.push(`asks another host: ${request.url()}`);
    });
    await tab.goto(`${origin}/playground`);
    const verdict = tab.locator(".playground .verdict");
    await verdict.waitFor({ timeout: 60_000 });
    // As on the home page, whose session is what the command printed.
    expect(await verdict.textContent()).toBe(
      "Your weights lower the error by 13.2% against equal weights, but do 24.5% worse than the plain median, which needs no weights; both by more than chance.",
    );
    expect(await tab.locator(".weights li").first().innerText()).toMatch(/worker-4\s+24\.5%/);
    await tab.locator("input[name=alpha]").fill("900");
    await expect.poll(() => verdict.textContent(), { timeout: 60_000 }).not.toContain("13.2%");
    await tab.selectOption("select[name=history]", "crowd");
    const made = tab.locator(".playground .made").last();
    await expect.poll(() => made.textContent(), { timeout: 60_000 }).toContain("with 80 workers");
    expect(await made.textContent()).toContain("88 rounds");
    await tab.selectOption("select[name=logic]", "multiplicative-weights");
    await expect.poll(() => made.textContent(), { timeout: 60_000 }).toContain("rate=");
    await tab.close();
  });

  it("cuts no code of the home page on a phone", async () => {
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await phone.goto(`${origin}/`);
    await phone.waitForSelector("pre");
    const cut = await phone.evaluate(
      "[...document.querySelectorAll('pre')].filter((code) => code.scrollWidth > code.clientWidth).map((code) => code.textContent.slice(0, 40))",
    );
    await phone.close();
    expect(cut).toEqual([]);
  });

  it("meets no error and asks nobody else", () => {
    expect(problems).toEqual([]);
  });
});
