import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Comparison } from "@weightkit/testkit/internal/lab/compare/compare";
import { compareDocument } from "@weightkit/testkit/internal/lab/compare/compare-document";
import { beforeAll, expect, it } from "vitest";
import { A4_WIDTH, axeFaults, overflow, pastPaper } from "../../../../../test/support/axe.js";
import { BEST, comparison, comparisonPage, EVIL, WORST } from "./lab-fixture.js";
import { describePage } from "./opened-page.js";
import { SAVED, savedFiles } from "./saved-files.js";

let compared: Comparison;
const TOPICS = ["101", "a & b"];

beforeAll(async () => {
  compared = await comparison(TOPICS);
});

it("is the same bytes for the same comparison, small, and without markup from names", () => {
  const page = comparisonPage(compared);
  expect(comparisonPage(compared)).toBe(page);
  expect(page.length).toBeLessThan(400_000);
  expect(page).not.toContain("<img");
});

describePage(
  "the comparison's page in Chromium",
  ({ open, folder }) => {
    it("prints inside a sheet of A4", () =>
      open(
        async (tab) => {
          expect(await pastPaper(tab)).toEqual([]);
        },
        { width: A4_WIDTH },
      ));

    it("begins with all topics together and shows every part, names as text", () =>
      open(async (page) => {
        const titles = await page.locator("h2").allTextContents();
        expect(titles).toEqual([
          "All topics together",
          "Topic by topic",
          "All pairs",
          "Supplements",
          "How to reproduce this",
        ]);
        const headline = await page.locator("#result .lead").textContent();
        expect(headline).toBe(compareDocument(compared).overall?.headline);
        expect(await page.getByText(WORST, { exact: true }).count()).toBeGreaterThan(2);
        expect(await page.locator("img").count()).toBe(0);
        expect(await page.locator("#inputs").textContent()).toContain(EVIL);
      }));

    it("shows a topic that is chosen or linked to, with numbers of the JSON document", () =>
      open(async (page) => {
        await page.locator("select[aria-label='Topic']").selectOption("a & b");
        await page.locator(".eyebrow", { hasText: "topic a & b" }).waitFor();
        expect(await page.evaluate("location.hash")).toBe("#topic=a%20%26%20b");
        expect(await page.locator("h2").allTextContents()).toEqual([
          "Result",
          "Losses over time",
          "Regret",
          "All pairs",
          "Where the logics diverge",
          "Supplements",
          "How to reproduce this",
        ]);
        const [, topic] = compareDocument(compared).topics;
        const rows = page.locator("#result tbody tr");
        const best = rows.filter({ has: page.locator("strong") });
        expect(await best.locator("th").textContent()).toBe(BEST);
        const loss = topic?.race.standings[0]?.meanLoss ?? 0;
        const shown = await best.locator("td").first().textContent();
        expect(Number(shown?.replaceAll(",", ""))).toBeCloseTo(loss, 1);
        expect(await rows.getByText("out", { exact: true }).count()).toBe(
          topic?.race.standings.filter(({ inRace }) => !inRace).length,
        );
        expect(await page.locator("#regret .dots path.hollow").count()).toBe(3);
        expect(await page.locator("#parting tbody tr").first().textContent()).toContain("round 0");
        await page.locator("#losses").scrollIntoViewIfNeeded();
        await page.locator("#losses .canvas canvas").waitFor();
        await page.locator("select[aria-label='Topic']").selectOption("");
        await page.locator("#topics a", { hasText: "101" }).click();
        await page.locator(".eyebrow", { hasText: "topic 101" }).waitFor();
        expect(await page.locator("figcaption b").first().textContent()).toBe(
          "Figure 1. Skill against equal weights. ",
        );
      }));

    it("saves every figure as SVG, PNG and CSV", () =>
      open(
        async (page) => {
          const files = await savedFiles(page);
          for (const all of Object.values(files)) expect(all).toHaveLength(3);
          for (const svg of files["SVG"] ?? []) expect(svg).toMatch(/^<\?xml [^>]*>\n<svg /);
          for (const png of files["PNG"] ?? []) expect(png.slice(1, 4)).toBe("PNG");
          expect(files["CSV"]?.[0]).toMatch(/^name,skill,low,high\n/);
        },
        { before: SAVED, hash: "#topic=101", dark: true },
      ));

    it("has no fault that axe finds and nothing beyond the screen's edge", async () => {
      for (const [width, dark] of [
        [1440, false],
        [390, true],
      ] as const) {
        for (const hash of ["", "#topic=101"]) {
          await open(
            async (page) => {
              expect(await axeFaults(page)).toEqual([]);
              expect(await overflow(page)).toBe(0);
              const cutWords = await page.evaluate<
                string[]
              >(`[...document.querySelectorAll("svg text")]
                .filter((one) => {
                  const [text, picture] = [one, one.closest("svg")].map((it) => it.getBoundingClientRect());
                  return text.right > picture.right + 1 || text.left < picture.left - 1;
                })
                .map((one) => one.textContent)`);
              expect(cutWords).toEqual([]);
              // A name that has no room next to its line stands above it.
              const names = await page.locator("svg.forest text").allTextContents();
              expect(names.filter((text) => text.startsWith("best"))).not.toEqual([]);
              const cut = names.filter((text) => text.includes("…"));
              expect(cut.filter((text) => !text.startsWith("worst"))).toEqual([]);
            },
            { width, dark, hash },
          );
        }
      }
    });

    it("shows one topic without a choice", async () => {
      const file = join(folder, "one.html");
      writeFileSync(file, comparisonPage(await comparison(["101"])));
      await open(
        async (page) => {
          expect(await page.locator("select").count()).toBe(0);
          expect(await page.locator("h2").first().textContent()).toBe("Result");
        },
        { file },
      );
    });
  },
  () => comparisonPage(compared),
);
