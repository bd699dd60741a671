import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults, overflow } from "../support/axe.js";
import { describeBrowser, type TabOptions, withTab } from "../support/browser.js";
import { ROOT } from "../../scripts/docs/play.mjs";
import { listening, siteServer } from "../../scripts/docs/serve.mjs";
import { PAGES } from "../../scripts/docs/site/pages.mjs";

const site = join(ROOT, "docs/.vitepress/dist");
const shots = join(ROOT, ".weightkit/docs/screenshots");
const built = existsSync(join(site, "index.html"));
if (!built)
  process.emitWarning("skipping the site's browser tests: not built (npm run docs:build)");

const PHONE = { width: 390, height: 844 };

/** Sums what moves without anybody having asked for it. */
const MEASURE_SHIFT = `
  globalThis.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) layoutShift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

describeBrowser("the documentation as a site, in Chromium", tests, built);

function tests(): void {
  const server = siteServer();
  let origin = "";
  const problems: string[] = [];

  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    origin = await listening(server);
  });

  afterAll(() => {
    server.close();
  });

  /** Opens a page of the site; what goes wrong in it, or what it asks of another host, is a problem. */
  function opened(
    path: string,
    use: (page: Page) => Promise<void>,
    options: TabOptions = { width: 1280 },
  ): Promise<void> {
    return withTab(options, async (page) => {
      page.on("pageerror", (error) => problems.push(`${path}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(`${path}: ${message.text()}`);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(origin) && !request.url().startsWith("data:"))
          problems.push(`asks another host: ${request.url()}`);
      });
      await page.goto(`${origin}${path}`);
      await use(page);
    });
  }

  it("opens with what it is, a session and a report, and leads to all guides", async () => {
    await opened("/", async (page) => {
      await expect.poll(() => page.locator("h1").textContent()).toContain("Backtest");
      expect(await page.locator(".session").innerText()).toContain("Your weights lower the error");
      await page.waitForFunction("document.querySelector('.show .light-only').complete");
      const pictures = page.locator(".show img:visible");
      expect(await pictures.count()).toBe(1);
      expect(await page.locator("main a[href*='/how-to/']").count()).toBeGreaterThanOrEqual(20);
    });
    await opened("/tutorial", async (page) => {
      expect(await page.locator(".VPSidebar a[href*='/how-to/']").count()).toBeGreaterThanOrEqual(
        20,
      );
    });
  });

  it("finds a rule of the SDK by search, and leads to it", () =>
    opened("/tutorial", async (page) => {
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
    }));

  it("shows the tutorial's sessions, and none of what runs unseen", () =>
    opened("/tutorial", async (page) => {
      const text = (await page.locator("main").textContent()) ?? "";
      expect(text).toContain("weightkit replay");
      expect(text).not.toContain("run: ");
      await page.screenshot({ path: join(shots, "tutorial.png"), fullPage: true });
    }));

  it("has the page of an error that the command names, and its place in the list", async () => {
    await opened("/reference/errors/WK311", async (page) => {
      expect(await page.locator("h1").textContent()).toContain("WK311: Invalid number");
      await page.screenshot({ path: join(shots, "error.png") });
    });
    await opened("/reference/errors/#wk311", async (page) => {
      expect(await page.locator("#wk311").count()).toBe(1);
    });
  });

  describe.each(PAGES)("%s", (path) => {
    it.each(["light", "dark"] as const)("is accessible and still, %s", (colorScheme) =>
      opened(
        path,
        async (page) => {
          await page.waitForSelector("h1");
          expect(await axeFaults(page)).toEqual([]);
          expect(await page.evaluate("layoutShift")).toBeLessThan(0.01);
        },
        { width: 1440, colorScheme, before: MEASURE_SHIFT },
      ),
    );

    it("fits a phone", () =>
      opened(
        path,
        async (page) => {
          await page.waitForSelector("h1");
          expect(await overflow(page)).toBeLessThanOrEqual(0);
        },
        PHONE,
      ));
  });

  it("replays in the playground what the command replays, and again when a parameter moves", () =>
    opened(
      "/playground",
      async (page) => {
        const verdict = page.locator(".playground .verdict");
        await verdict.waitFor({ timeout: 60_000 });
        // As on the home page, whose session is what the command printed.
        expect(await verdict.textContent()).toBe(
          "Your weights lower the error by 13.2% against equal weights, but do 24.5% worse than the plain median, which needs no weights; both by more than chance.",
        );
        expect(await page.locator(".weights li").first().innerText()).toMatch(/worker-4\s+24\.5%/);
        await page.locator("input[name=alpha]").fill("900");
        await expect.poll(() => verdict.textContent(), { timeout: 60_000 }).not.toContain("13.2%");
        await page.selectOption("select[name=history]", "crowd");
        const made = page.locator(".playground .made").last();
        await expect
          .poll(() => made.textContent(), { timeout: 60_000 })
          .toContain("with 80 workers");
        expect(await made.textContent()).toContain("88 rounds");
        await page.selectOption("select[name=logic]", "multiplicative-weights");
        await expect.poll(() => made.textContent(), { timeout: 60_000 }).toContain("rate=");
      },
      { width: 1440 },
    ));

  it("cuts no code of the home page on a phone", () =>
    opened(
      "/",
      async (page) => {
        await page.waitForSelector("pre");
        const cut = await page.evaluate(
          "[...document.querySelectorAll('pre')].filter((code) => code.scrollWidth > code.clientWidth).map((code) => code.textContent.slice(0, 40))",
        );
        expect(cut).toEqual([]);
      },
      PHONE,
    ));

  it("meets no error and asks nobody else", () => {
    expect(problems).toEqual([]);
  });
}
