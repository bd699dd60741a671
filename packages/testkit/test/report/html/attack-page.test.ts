import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import {
  attackDocument,
  type AttackDocument,
} from "@weightkit/testkit/internal/lab/attack/attack-document";
import { attackPage } from "@weightkit/testkit/internal/lab/attack/attack-page";
import type { AttackResult } from "@weightkit/testkit/internal/lab/attack/attack-result";
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import { pairedGain } from "@weightkit/testkit/internal/metrics/statistics/paired-gain";
import { expect, it } from "vitest";
import { A4_WIDTH, axeFaults, overflow, pastPaper } from "../../../../../test/support/axe.js";
import { EVIL } from "./lab-fixture.js";
import { describePage } from "./opened-page.js";
import { SAVED, savedFiles } from "./saved-files.js";

const HONEST = [0.12, 0.13, 0.125, 0.128];

/** An adversary whose share is the honest one and these in four worlds. */
function result(
  name: string,
  gains: readonly number[],
  verdict: AttackResult["verdict"],
): AttackResult {
  const facts = ADVERSARIES.find((one) => one.name === name);
  const shares = HONEST.map((share, i) => share + (gains[i] ?? 0));
  const gain = pairedGain(HONEST, shares);
  if (gain === null) throw new Error("no worlds");
  const honestShare = 0.12575;
  return {
    adversary: {
      ...{ name, knows: facts?.knows ?? "pool" },
      ...{ does: facts?.does ?? EVIL, formula: facts?.formula ?? EVIL },
      ...(facts === undefined ? { files: [{ path: EVIL, sha256: "ef".repeat(32) }] } : {}),
    },
    ...{ honestShare, share: honestShare + gain.meanGain, gain, verdict },
    ...{ victimGain: gain, adjustedPValue: 0.01, damage: 0.07, noticedAfter: 12 },
    ...{ failedRounds: 0, haltedWorlds: verdict === "halts" ? 2 : 0 },
    worlds: {
      ...{ honestShares: HONEST, shares, victim: { honestShares: HONEST, shares } },
      honestLosses: HONEST.map(() => 1),
      losses: HONEST.map(() => 1.07),
      noticedAfter: HONEST.map(() => 12),
    },
  };
}

const RESULTS = [
  result("noise", [-0.01, -0.02, -0.015, -0.01], "loses"),
  result("three-names", [0.17, 0.18, 0.175, 0.18], "gains"),
  result("mine", [0.01, -0.01, 0.02, 0], "open"),
  result("halter", [-0.05, -0.04, -0.06, -0.05], "halts"),
];

function documentOf(victim?: number): AttackDocument {
  return attackDocument(
    {
      ...{ logic: `ema ${EVIL}`, design: LADDER, worlds: 4, worker: 3, seed: 7 },
      ...(victim === undefined ? {} : { victim }),
    },
    RESULTS,
  );
}

const page = (): string =>
  attackPage(documentOf(0), {
    ...{ madeBy: "weightkit 0.0.0", command: `weightkit attack ${EVIL}`, sha256: "ab".repeat(32) },
    inputs: [{ role: "adversary", path: EVIL, bytes: 5, sha256: "cd".repeat(32) }],
  });

it("is the same bytes for the same attacks, small, and without markup from names", () => {
  expect(page()).toBe(page());
  expect(page().length).toBeLessThan(400_000);
  expect(page()).not.toContain("<img");
});

describePage(
  "the page of attacks in Chromium",
  ({ open }) => {
    it("begins with the grade, as the JSON document has it", () =>
      open(async (tab) => {
        expect(await tab.locator("h2").allTextContents()).toEqual([
          "Result",
          "Adversaries",
          "How to reproduce this",
        ]);
        const { headline, grade } = documentOf();
        expect(await tab.locator("#result .lead").textContent()).toBe(headline);
        expect(grade.letter).toBe("E");
        expect(await tab.locator(".tile dd").first().textContent()).toBe("Ehalter halts the chain");
        expect(await tab.locator(".tile dd").nth(2).textContent()).toBe(
          "1of 4 tried, beyond chance",
        );
        expect(await tab.locator("h1").textContent()).toBe(`ema ${EVIL}`);
        expect(await tab.locator("#inputs").textContent()).toContain(EVIL);
        await tab.locator("#adversaries summary").click();
        await tab.locator("#adversaries details table", { hasText: EVIL }).waitFor();
      }));

    it("has every adversary's numbers, the largest gain first, and sorts by what is asked for", () =>
      open(async (tab) => {
        const rows = tab.locator("#adversaries .card tbody tr");
        const names = (): Promise<string[]> => rows.locator("th").allTextContents();
        expect(await names()).toEqual(["three-names", "mine", "noise", "halter"]);
        // Gains 17, 18, 17.5 and 18 points: mean 17.625, t interval with 3 degrees ± 3.182 · 0.239.
        expect(await rows.first().locator("td").allTextContents()).toEqual([
          ...["12.6%", "30.2%", "+17.6", "+16.9 to +18.4", "4 of 4 (40–100%)", "gains"],
          ...["+17.6", "+7.0%", "12", "0"],
        ]);
        await tab.locator("#adversaries .card thead button", { hasText: "adversary" }).click();
        expect(await names()).toEqual(["halter", "mine", "noise", "three-names"]);
      }));

    it("notes that a table has more rows than it shows", () =>
      open(async (tab) => {
        const noted = (): Promise<boolean> =>
          tab.locator("#adversaries .tall-note").first().isVisible();
        expect(await noted()).toBe(false);
        await tab.evaluate(
          "document.querySelector('#adversaries .scroll').style.maxHeight = '100px'",
        );
        await expect.poll(noted).toBe(true);
      }));

    it("prints inside a sheet of A4", () =>
      open(
        async (tab) => {
          expect(await pastPaper(tab)).toEqual([]);
        },
        { width: A4_WIDTH },
      ));

    it("draws one figure with a mark for every adversary, and saves it", () =>
      open(
        async (tab) => {
          expect(await tab.locator("figure").count()).toBe(1);
          const marks = await tab.evaluate<string[]>(
            "[...document.querySelectorAll('#result svg circle')].map((one) => one.getAttribute('class'))",
          );
          expect(marks).toEqual(["fill-bad", "hollow stroke-weighted", "fill-good", "fill-bad"]);
          const files = await savedFiles(tab);
          expect(files["SVG"]).toHaveLength(1);
          expect(files["CSV"]?.[0]).toMatch(/^name,gain,low,high\nthree-names,0\.17/);
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
          async (tab) => {
            await tab.locator("#adversaries summary").click();
            expect(await axeFaults(tab)).toEqual([]);
            expect(await overflow(tab)).toBe(0);
          },
          { width, dark },
        );
      }
    });
  },
  page,
);
