import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeBrowser, withTab } from "./browser.js";

const PAGE = "data:text/html,<button onmouseover='document.title = 1'>hover</button>";

describeBrowser("a tab that tests share", () => {
  it("keeps nothing of what a test set up, listened to or left", async () => {
    const heard: string[] = [];
    const options = { width: 400, height: 300, colorScheme: "dark", before: "before = 1" } as const;
    await withTab({ ...options, reducedMotion: "reduce" }, async (page) => {
      page.on("console", (message) => heard.push(message.text()));
      await page.goto(PAGE);
      await page.getByRole("button").hover();
      expect(await page.title()).toBe("1");
      await page.evaluate("setInterval(() => console.log('tick'))");
      await expect.poll(() => heard.length).toBeGreaterThan(0);
    });
    await withTab({}, async (page) => {
      heard.length = 0;
      page.on("console", (message) => heard.push(`next: ${message.text()}`));
      await page.goto(PAGE);
      const found = await page.evaluate(`new Promise((done) => requestAnimationFrame(() => done([
        typeof before, innerWidth, innerHeight, matchMedia("(prefers-color-scheme: dark)").matches,
        matchMedia("(prefers-reduced-motion: reduce)").matches, document.title,
      ])))`);
      expect(found).toEqual(["undefined", 1200, 900, false, false, ""]);
    });
    expect(heard).toEqual([]);
  });

  it("serves the next test, unless its test failed", async () => {
    const pages: Page[] = [];
    const use = (page: Page): Promise<void> => Promise.resolve(void pages.push(page));
    await withTab({}, use);
    await withTab({}, use);
    expect(pages[1]).toBe(pages[0]);
    const failed = withTab({}, async (page) => {
      await use(page);
      throw new Error("a test that fails");
    });
    await expect(failed).rejects.toThrow("a test that fails");
    expect(pages[2]?.isClosed()).toBe(true);
    await withTab({}, use);
    expect(pages[3]).not.toBe(pages[0]);
  });
});
