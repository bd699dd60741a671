import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SweepResult } from "@weightkit/testkit/internal/lab/sweep/sweep";
import { sweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { beforeAll, expect, it } from "vitest";
import { A4_WIDTH, axeFaults, overflow, pastPaper } from "../../../../../test/support/axe.js";
import { EVIL, search, searchPage } from "./lab-fixture.js";
import { describePage } from "./opened-page.js";
import { SAVED, savedFiles } from "./saved-files.js";

let result: SweepResult;

beforeAll(async () => {
  result = await search(3, "latin");
});

it("is the same bytes for the same search, small, and without markup from names", () => {
  const page = searchPage(result);
  expect(searchPage(result)).toBe(page);
  expect(page.length).toBeLessThan(400_000);
  expect(page).not.toContain("<img");
});

describePage(
  "the search's page in Chromium",
  ({ open, folder }) => {
    it("prints inside a sheet of A4", () =>
      open(
        async (tab) => {
          expect(await pastPaper(tab)).toEqual([]);
        },
        { width: A4_WIDTH },
      ));

    it("begins with the score out of sample, as the JSON document has it", () =>
      open(async (page) => {
        expect(await page.locator("h2").allTextContents()).toEqual([
          "Result",
          "Walk-forward path",
          "Map",
          "All parameters",
          "Parameter sets in hindsight",
          "How to reproduce this",
        ]);
        const { headline, walkForward, inSample } = sweepDocument(result);
        expect(await page.locator("#result .lead").textContent()).toBe(headline);
        const tiles = await page.evaluate<string[]>(
          "[...document.querySelectorAll('.tile dd')].map(({ firstChild }) => firstChild.textContent)",
        );
        const skills = [walkForward.assessment?.skill, inSample.skill, inSample.luck];
        for (const [i, skill] of skills.entries()) {
          expect(Number.parseFloat(tiles[i] ?? "")).toBeCloseTo(100 * (skill ?? 0), 0);
        }
        expect(await page.locator("#inputs").textContent()).toContain(EVIL);
        expect(await page.locator("#path tbody tr").count()).toBe(walkForward.steps.length);
        expect(await page.locator("#sets tbody tr").count()).toBe(12);
      }));

    it("maps any two parameters, and reads each mark out by keyboard", () =>
      open(async (page) => {
        const marks = page.locator("#map a[data-tip]");
        expect(await marks.count()).toBe(12);
        expect(await page.locator("#map figcaption b").textContent()).toContain("alpha and beta");
        await page.getByLabel("Parameter upwards").selectOption("gamma");
        await page.locator("#map figcaption b", { hasText: "alpha and gamma" }).waitFor();
        await page.locator("#map a[tabindex='0']").focus();
        const tip = page.locator("#map .tip");
        await tip.waitFor();
        const first = await tip.textContent();
        expect(first).toMatch(
          /^alpha = .*, beta = .*, gamma = .*: [+-][\d.]+% against equal weights$/,
        );
        await page.keyboard.press("ArrowRight");
        await expect.poll(() => tip.textContent()).not.toBe(first);
      }));

    it("draws a line for each parameter set, or for the best only", () =>
      open(async (page) => {
        const lines = page.locator("#parallel svg path");
        expect(await lines.count()).toBe(12);
        await page.getByLabel("best quarter").check();
        await expect.poll(() => lines.count()).toBe(3);
      }));

    it("fills the cells of a grid, and draws a single parameter's skill", async () => {
      const [grid, one] = ["grid.html", "one.html"].map((name) => join(folder, name));
      writeFileSync(grid ?? "", searchPage(await search(2, "grid")));
      writeFileSync(one ?? "", searchPage(await search(1, "grid")));
      await open(
        async (page) => {
          expect(await page.locator("#map rect").count()).toBe(16);
          expect(await page.locator("#map select").count()).toBe(0);
        },
        { file: grid ?? "" },
      );
      await open(
        async (page) => {
          expect(await page.locator("#map h2").textContent()).toBe("Skill by parameter");
          expect(await page.locator("#map a[data-tip]").count()).toBe(4);
          expect(await page.locator("#parallel").count()).toBe(0);
        },
        { file: one ?? "" },
      );
    });

    it("saves every figure as SVG, PNG and CSV", () =>
      open(
        async (page) => {
          const files = await savedFiles(page);
          for (const all of Object.values(files)) expect(all).toHaveLength(7);
          for (const svg of files["SVG"] ?? []) expect(svg).toMatch(/^<\?xml [^>]*>\n<svg /);
          for (const png of files["PNG"] ?? []) expect(png.slice(1, 4)).toBe("PNG");
          expect(files["CSV"]?.[0]).toMatch(/^name,skill,low,high\n/);
        },
        { before: SAVED, dark: true },
      ));

    it("has no fault that axe finds and nothing beyond the screen's edge", async () => {
      for (const [width, dark] of [
        [1440, false],
        [1440, true],
        [390, false],
      ] as const) {
        await open(
          async (page) => {
            expect(await axeFaults(page)).toEqual([]);
            expect(await overflow(page)).toBe(0);
          },
          { width, dark },
        );
      }
    });
  },
  () => searchPage(result),
);
