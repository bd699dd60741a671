import type { Frame, Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { describeBrowser, withTab } from "../../../../../test/support/browser.js";
import { DevServer } from "../../../src/commands/dev/server.js";
import { makePage } from "../../../../testkit/test/report/html/make-page.js";
import { simulatedFacts } from "../../../../testkit/test/report/html/simulated.js";

const shape = { workers: 12, sets: 60, every: 2, rewards: true };
const before = makePage([simulatedFacts(shape)]);
/** A failed round makes parts above what is read higher, and other numbers come out. */
const after = makePage([simulatedFacts({ ...shape, failed: true })]);

let server: DevServer;

beforeEach(async () => {
  server = await DevServer.listen(0);
});

afterEach(async () => {
  await server.close();
});

describeBrowser("the page of `dev --ui`", () => {
  async function opened(use: (page: Page, report: Frame) => Promise<void>): Promise<void> {
    server.report(before);
    await withTab({ width: 1100, height: 800, reducedMotion: "reduce" }, async (page) => {
      const complaints: string[] = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => complaints.push(message.text()));
      await page.goto(server.url);
      const report = page.frame({ url: /\/report$/ });
      if (report === null) throw new Error("no frame");
      await report.waitForSelector("html[data-ready]");
      await use(page, report);
      expect(complaints).toEqual([]);
    });
  }

  /** Serves the other report, and waits until the page shows it. */
  async function change(report: Frame): Promise<void> {
    server.report(after);
    await report.locator("#rounds .failure").first().waitFor();
  }

  it("shows a newer result where the reader is, and as it was left", () =>
    opened(async (page, report) => {
      await report.evaluate("globalThis.loaded = true");
      await report.locator("#combination .scrub").first().focus();
      await report.locator("#combination canvas").first().waitFor();
      for (let i = 0; i < 5; i += 1) await page.keyboard.press("ArrowLeft");
      await report.locator("#combination .key", { hasText: "truth" }).click();
      await report.getByRole("radio", { name: "Lines" }).check();
      await report.getByLabel("Search workers by name or address").fill("allo1");
      await report.locator("#workers thead button", { hasText: "skill" }).click();
      await report.getByText("Values by set").click();
      await report.locator("#combination details table").waitFor();
      const over = report.locator("#combination .canvas").first().locator(".u-over");
      await over.scrollIntoViewIfNeeded();
      const box = await over.boundingBox();
      if (box === null) throw new Error("no chart");
      await page.mouse.move(box.x + 200, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + 420, box.y + 80, { steps: 4 });
      await page.mouse.up();
      await report.getByRole("button", { name: "Whole time" }).first().waitFor();
      await report.locator("#workers").scrollIntoViewIfNeeded();
      await report.locator("#workers a[data-tip]").first().focus();
      await report.locator("#workers .tip:not([hidden])").waitFor();
      const seen = () =>
        report.evaluate(`({
          loaded: globalThis.loaded,
          reading: document.querySelector("#combination .scrub").value,
          truth: document.querySelector("#combination .key").getAttribute("aria-pressed"),
          isZoomed: !document.querySelector("#combination .reset").hidden,
          kind: document.querySelector("#weights input:checked").parentElement.textContent,
          search: document.querySelector("#workers .controls input").value,
          sorted: document.querySelector("#workers th[aria-sort]").textContent,
          isOpen: document.querySelector("#combination > div details").open,
          rows: document.querySelectorAll("#combination > div details tbody tr").length,
          tip: document.querySelector("#workers .tip").hidden,
          focus: document.activeElement.getAttribute("href"),
        })`);
      const top = () =>
        report.evaluate<number>(
          `document.querySelector("#workers figure").getBoundingClientRect().top`,
        );
      const there = await seen();
      expect(there).toMatchObject({ truth: "false", isZoomed: true, kind: "Lines", isOpen: true });
      const before = await top();
      await change(report);
      expect(await seen()).toEqual(there);
      // Pages scroll by whole pixels.
      expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
    }));

  it("paints no frame without the report, and shifts nothing", () =>
    opened(async (_page, report) => {
      await report.evaluate(`document.querySelector("#weights").scrollIntoView()`);
      await report.waitForSelector("#weights canvas");
      // What each frame is about to paint; of the chart in view, how much of it is drawn.
      await report.evaluate(`{
        globalThis.frames_ = [];
        globalThis.shift = 0;
        const probe = new OffscreenCanvas(2000, 1).getContext("2d", { willReadFrequently: true });
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shift += value;
        }).observe({ type: "layout-shift" });
        const look = () => {
          const canvas = document.querySelector("#weights canvas");
          const { width, height } = canvas ?? { width: 0, height: 0 };
          probe.clearRect(0, 0, 2000, 1);
          if (width > 0) probe.drawImage(canvas, 0, -height / 2);
          const pixels = probe.getImageData(0, 0, 2000, 1).data;
          frames_.push({
            sections: document.querySelectorAll("main > section").length,
            top: Math.round(document.querySelector("#weights")?.getBoundingClientRect().top ?? NaN),
            isDrawn: pixels.some((value) => value !== 0),
          });
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }`);
      await change(report);
      await expect.poll(() => report.evaluate<number>("frames_.length")).toBeGreaterThan(10);
      const frames =
        await report.evaluate<{ sections: number; top: number; isDrawn: boolean }[]>("frames_");
      expect([...new Set(frames.map((frame) => JSON.stringify(frame)))]).toEqual([
        JSON.stringify({ sections: 8, top: frames[0]?.top, isDrawn: true }),
      ]);
      expect(await report.evaluate("shift")).toBe(0);
    }));

  it("shows why a save gave no result over the report, which stays where it is", () =>
    opened(async (page, report) => {
      const top = await report.evaluate<number>("document.querySelector('h1').offsetTop");
      server.fault("error WK201: <b>logic</b>");
      await page.locator("#note", { hasText: "error WK201: <b>logic</b>" }).waitFor();
      expect(await report.evaluate("document.querySelector('h1').offsetTop")).toBe(top);
      expect(await report.evaluate("innerHeight")).toBe(800);
      await change(report);
      await page.locator("#note").waitFor({ state: "hidden" });
    }));

  it("shows the first result where there was none", () =>
    withTab({}, async (page) => {
      await page.goto(server.url);
      await page.frameLocator("#report").getByText("Waiting for the first result").waitFor();
      server.report(before);
      await page.frameLocator("#report").locator("#verdict .lead").waitFor();
    }));
});
