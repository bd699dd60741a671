import { expect, it } from "vitest";
import { choose, describePage, settled } from "./opened-page.js";

describePage("the report page's charts in Chromium", ({ open }) => {
  it("draws its charts when they come into sight", () =>
    open(async (page) => {
      for (const id of ["combination", "weights", "rewards", "worker", "rounds"]) {
        await page.locator(`#${id}`).scrollIntoViewIfNeeded();
        await page.waitForSelector(`#${id} canvas`);
      }
      const labels = await page.evaluate<(string | null)[]>(
        `[...document.querySelectorAll(".canvas")].map((canvas) => canvas.getAttribute("aria-label"))`,
      );
      expect(labels.length).toBeGreaterThanOrEqual(8);
      expect(labels).not.toContain(null);
      // A drawn chart is not one colour.
      const colours = () =>
        page.evaluate<number>(`{
          const canvas = document.querySelector("#combination canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          new Set(new Uint32Array(data.buffer)).size;
        }`);
      await expect.poll(colours).toBeGreaterThan(20);
    }));

  it("reads values out to the keyboard", () =>
    open(async (page) => {
      const slider = page.locator("#combination .scrub").first();
      await slider.focus();
      const read = () => slider.getAttribute("aria-valuetext");
      await page.keyboard.press("Home");
      await expect
        .poll(read)
        .toMatch(/^2023-10-07: truth [\d,]+, weighted [\d,]+, equal mean [\d,]+, median [\d,]+$/);
      await page.keyboard.press("ArrowRight");
      await expect.poll(read).toMatch(/^2023-10-14: /);
      expect(await page.locator("#combination .when").first().textContent()).toBe("2023-10-14");
    }));

  it("keeps what was read before a chart is drawn", () =>
    open(async (page) => {
      const slider = page.locator("#rounds .scrub").last();
      expect(await page.locator("#rounds canvas").count()).toBe(0);
      await page.evaluate(`{
        const slider = [...document.querySelectorAll("#rounds .scrub")].at(-1);
        slider.value = "3";
        slider.dispatchEvent(new Event("input"));
      }`);
      const before = await slider.getAttribute("aria-valuetext");
      await slider.scrollIntoViewIfNeeded();
      await page.locator("#rounds .chart").last().locator("canvas").waitFor();
      await settled(page);
      expect(before).toMatch(/^2023-/);
      expect(await slider.getAttribute("aria-valuetext")).toBe(before);
      expect(await slider.inputValue()).toBe("3");
    }));

  it("moves the slider with the pointer, and marks points in their line's colour", () =>
    open(async (page) => {
      const chart = page.locator("#combination .chart").first();
      await chart.scrollIntoViewIfNeeded();
      await chart.locator("canvas").waitFor();
      await settled(page);
      const over = chart.locator(".u-over");
      const { width = 0 } = (await over.boundingBox()) ?? {};
      await over.hover({ position: { x: 0.6 * width, y: 40 } });
      const slider = chart.locator(".scrub");
      await expect.poll(() => slider.inputValue()).toBe("35");
      const read = await slider.getAttribute("aria-valuetext");
      expect(read).toMatch(/^2024-06-08: /);
      const colours = await page.evaluate<string[]>(`
        [...document.querySelector("#combination .chart").querySelectorAll(".u-cursor-pt")].map(
          (point) => getComputedStyle(point).backgroundColor,
        )`);
      const panel = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      expect(new Set(colours).size).toBe(colours.length);
      expect(colours).not.toContain(panel);
      await page.mouse.move(0, 0);
      await settled(page);
      expect(await slider.getAttribute("aria-valuetext")).toBe(read);
    }));

  it("labels axes in the steps of their ticks: whole counts, and what the values are", async () => {
    const drawn = `{
      globalThis.texts = new Map();
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
        texts.set(this.canvas, [...(texts.get(this.canvas) ?? []), text]);
        return fillText.call(this, text, ...place);
      };
    }`;
    await open(
      async (page) => {
        const charts = page.locator("#rounds .chart");
        await charts.nth(1).scrollIntoViewIfNeeded();
        await charts.nth(1).locator("canvas").waitFor();
        await settled(page);
        const texts = await page.evaluate<string[]>(
          `texts.get(document.querySelectorAll("#rounds .chart")[1].querySelector("canvas"))`,
        );
        expect(texts).toContain("inferences");
        expect(texts).toContain("0");
        // At most 28 inferences are in a window: their ticks are whole, and none is repeated.
        const ticks = texts.filter((text) => /^[\d.,]+$/.test(text) && !/^20\d\d$/.test(text));
        expect(ticks.filter((tick) => !/^\d+$/.test(tick))).toEqual([]);
        expect(ticks.length).toBeGreaterThan(2);
        const gained = page.locator("#combination .chart").nth(1);
        await gained.scrollIntoViewIfNeeded();
        await gained.locator("canvas").waitFor();
        await settled(page);
        const months = await page.evaluate<string[]>(
          `texts.get(document.querySelectorAll("#combination .chart")[1].querySelector("canvas"))`,
        );
        expect(months).toContain("absolute error saved");
        expect(months.filter((text) => /^[A-Z][a-z][a-z]$/.test(text)).length).toBeGreaterThan(3);
      },
      { before: drawn },
    );
  });

  it("zooms by dragging, and back by a button that covers no line", () =>
    open(async (page) => {
      const chart = page.locator("#combination .chart").first();
      await chart.scrollIntoViewIfNeeded();
      await chart.locator("canvas").waitFor();
      await settled(page);
      const whole = chart.getByRole("button", { name: "Whole time" });
      expect(await whole.isVisible()).toBe(false);
      const box = (await chart.locator(".u-over").boundingBox())!;
      await page.mouse.move(box.x + 0.3 * box.width, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + 0.6 * box.width, box.y + 50, { steps: 4 });
      await page.mouse.up();
      await whole.waitFor();
      const button = (await whole.boundingBox())!;
      const canvas = (await chart.locator(".canvas").boundingBox())!;
      expect(button.y + button.height).toBeLessThanOrEqual(canvas.y);
      await whole.click();
      await whole.waitFor({ state: "hidden" });
    }));

  it("goes through the skill plot by keyboard, with a tooltip that is seen", () =>
    open(async (page) => {
      const plot = page.locator("#workers .tipped");
      await plot.scrollIntoViewIfNeeded();
      expect(await plot.locator("a[tabindex='0']").count()).toBe(1);
      await plot.locator("a[tabindex='0']").focus();
      const tip = plot.locator(".tip");
      await tip.waitFor();
      const first = await tip.textContent();
      expect(first).toMatch(/: [\d.]+ times the equal mean’s mean absolute error, [\d.]+% of the/);
      await page.keyboard.press("ArrowRight");
      await expect.poll(() => tip.textContent()).not.toBe(first);
      expect(await plot.locator("a[tabindex='0']").count()).toBe(1);
      const name = (await tip.textContent())!.split(":")[0]!;
      await page.keyboard.press("Enter");
      await page.locator("#worker-title:focus").waitFor();
      const shown = await page.locator("#worker select option:checked").textContent();
      expect(shown).toBe(name);
    }));

  it.each([360, 1440])("has no text below 12 pixels in pictures that are %d wide", (width) =>
    open(
      async (page) => {
        for (const topic of ["few", "chance of rain"]) {
          await choose(page, topic);
          await settled(page);
          const sizes = await page.evaluate<number[]>(`
            [...document.querySelectorAll(".picture svg")].flatMap((svg) => {
              const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
              return [...svg.querySelectorAll("text")].map(
                (text) => scale * parseFloat(getComputedStyle(text).fontSize),
              );
            })`);
          expect(sizes.length).toBeGreaterThan(10);
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
        }
      },
      { width },
    ),
  );

  it("has nobody else to show where all workers are chosen", () =>
    open(async (page) => {
      const section = page.locator("#weights");
      await section.scrollIntoViewIfNeeded();
      await section.locator(".chips .others").waitFor();
      await choose(page, "few");
      await section.scrollIntoViewIfNeeded();
      await section.locator(".chips a").first().waitFor();
      expect(await section.locator(".chips a").count()).toBe(5);
      expect(await section.locator(".chips .others").count()).toBe(0);
    }));

  it("shows every worker's weight in a panel", () =>
    open(async (page) => {
      const section = page.locator("#weights");
      await section.scrollIntoViewIfNeeded();
      await section.locator("canvas").first().waitFor();
      await section.getByRole("radio", { name: "Each worker" }).check();
      await expect.poll(() => section.locator(".panels li").count()).toBe(14);
      await section.locator(".panels a", { hasText: "Silly" }).click();
      await page.locator("#worker h3", { hasText: "Silly" }).waitFor();
    }));

  it("hides and shows a line", () =>
    open(async (page) => {
      const key = page.locator("#combination .key", { hasText: "equal mean" });
      const pressed = () => key.getAttribute("aria-pressed");
      expect(await pressed()).toBe("true");
      await key.press("Enter");
      await expect.poll(pressed).toBe("false");
      await key.press("Enter");
      await expect.poll(pressed).toBe("true");
    }));

  it("adds and removes workers in the weights, stacked and as lines", () =>
    open(async (page) => {
      const section = page.locator("#weights");
      await section.scrollIntoViewIfNeeded();
      await page.waitForSelector("#weights canvas");
      const chosen = () => section.locator(".chips a").count();
      await expect.poll(chosen).toBe(8);
      await section.getByRole("radio", { name: "Lines" }).check();
      await page.waitForSelector("#weights canvas");
      await section.getByLabel("Remove").first().click();
      await expect.poll(chosen).toBe(7);
      const search = section.getByLabel("Add a worker by name or address");
      await search.fill("silly");
      await search.press("Enter");
      await section.locator(".chips a", { hasText: "Ministry of Silly Walks" }).waitFor();
      const parts = await section.locator(".chips output").allTextContents();
      const total = parts.reduce((sum, text) => sum + Number.parseFloat(text), 0);
      expect(Math.abs(total - 100)).toBeLessThan(5);
    }));
});
