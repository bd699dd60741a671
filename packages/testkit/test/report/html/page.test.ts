import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { axeFaults } from "../../../../../test/support/axe.js";
import { sharedBrowser } from "../../../../../test/support/browser.js";
import { makePage } from "./make-page.js";
import { choose, describePage } from "./opened-page.js";
import { evil, haltingFacts, workers } from "./page-fixture.js";

describePage("the report page in Chromium", ({ folder, file, open }) => {
  it("shows every part, with names and stderr as text", () =>
    open(async (page) => {
      const titles = await page.locator("h2").allTextContents();
      expect(titles).toEqual([
        "All topics",
        "Result",
        "Combination",
        "Weights",
        "Rewards",
        "Workers",
        "A worker",
        "Rounds",
        "How to reproduce this",
      ]);
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.locator("#verdict .lead").textContent()).toMatch(
        /^Your weights lower the error by .* against equal weights/,
      );
      expect(await page.locator("#workers tbody tr").count()).toBe(14);
      expect(await page.getByText(evil, { exact: true }).count()).toBeGreaterThan(0);
      expect(await page.locator(".stderr").textContent()).toBe("<script>alert('stderr')</script>");
      expect(await page.locator("img").count()).toBe(0);
      expect(await page.locator("#inputs").textContent()).toContain("cd".repeat(32));
      expect(await page.locator(".command:not(.citation) code").textContent()).toBe(
        "weightkit replay . --seed 1",
      );
    }));

  it("shows second runs, how another host would differ, and a halt before everything else", async () => {
    const halting = join(folder, "halting.html");
    writeFileSync(halting, makePage([haltingFacts()]));
    await open(
      async (page) => {
        const titles = await page.locator("h2").allTextContents();
        expect(titles.slice(0, 2)).toEqual(["The chain halts", "Result"]);
        const halt = (await page.locator("#halt").textContent()) ?? "";
        expect(halt).toContain("The chain halts at block 40 (1970-01-01");
        expect(halt).toContain("WK535 the dividends sum to 0");
        expect(halt).toContain("allo1r gives <b>x</b> 0.5 (masked)");
        const rounds = (await page.locator("#rounds").textContent()) ?? "";
        expect(rounds).toContain("second runs2a block after a due run");
        expect(rounds).toContain("What second runs changed");
        expect(rounds).toContain("bytes of payload a round400,000at most 400,000, in round 0");
        expect(rounds).toContain("--lost-payloads 0.07 shows what the loss costs.");
        expect(rounds).toContain("--profile seed would differ: no second runs (here 2).");
        const rewards = (await page.locator("#rewards").textContent()) ?? "";
        expect(rewards).toContain("1 amount differs, by 2 at most (floats can be off by 9 there)");
        expect(rewards).toContain("1 stayed in the rewards account for the next epoch");
      },
      { file: halting },
    );
  });

  it("shows every measure at 1440 pixels, and notes where a table scrolls sideways", async () => {
    const cut = (page: Page) =>
      page.evaluate<boolean>(`{
        const table = document.querySelector("#verdict .scroll");
        table.scrollWidth > table.clientWidth + 1;
      }`);
    await open(
      async (page) => {
        for (const { topic } of [{ topic: "rain" }, { topic: "chance of rain" }]) {
          await choose(page, topic);
          expect(await cut(page)).toBe(false);
        }
      },
      { width: 1440 },
    );
    await open(
      async (page) => {
        expect(await cut(page)).toBe(true);
        await page.locator("#verdict .wide-note").first().waitFor();
      },
      { width: 360 },
    );
  });

  it("shows and copies a worker's whole address", () =>
    open(
      async (page) => {
        const head = page.locator(".worker-head");
        expect(await head.locator("code").textContent()).toBe(workers[5]);
        await page.evaluate(`delete Navigator.prototype.clipboard`);
        await head.getByRole("button", { name: "Copy the address" }).click();
        await head.getByText("selected: copy it with the keyboard").waitFor();
        expect(await page.evaluate("String(getSelection())")).toBe(workers[5]);
      },
      { hash: `#worker=${workers[5]!}` },
    ));

  it("finds and sorts workers", () =>
    open(async (page) => {
      await page.getByLabel("Search workers by name or address").fill("silly");
      await page.locator("#workers .controls [role=status]", { hasText: "1 found" }).waitFor();
      expect(await page.locator("#workers tbody th").allTextContents()).toEqual([
        "Ministry of Silly Walks",
      ]);
      await page.getByLabel("Search workers by name or address").fill("");
      const head = page.locator("#workers thead th", { hasText: "skill" });
      await head.getByRole("button").press("Enter");
      await expect.poll(() => head.getAttribute("aria-sort")).toBe("descending");
      const cells = await page.locator("#workers tbody tr td:nth-child(5)").allTextContents();
      const skills = cells.map((cell) => Number.parseFloat(cell.replaceAll(",", "")));
      expect(skills).toEqual([...skills].sort((a, b) => b - a));
    }));

  it("goes to a worker's page from the table and from a link", async () => {
    await open(async (page) => {
      await page.locator("#workers tbody a", { hasText: "Silly" }).click();
      // A link changes the address first; the page hears of it later.
      await page.locator("#worker h3", { hasText: "Ministry of Silly Walks" }).waitFor();
      await page.locator("#worker-title:focus").waitFor();
      await page.waitForSelector("#worker canvas");
    });
    await open(
      async (page) => {
        expect(await page.locator("#worker h3").textContent()).toContain("Silly");
      },
      { hash: `#topic=rain&worker=${workers[3]!}` },
    );
  });

  it("copies the command, or selects it where there is no clipboard", () =>
    open(async (page) => {
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      const status = page.locator(".command:not(.citation) [role=status]");
      await status.filter({ hasText: /copied|selected/ }).waitFor();
      await page.evaluate(`delete Navigator.prototype.clipboard`);
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      await status.filter({ hasText: /^selected: copy it with the keyboard$/ }).waitFor();
      expect(await page.evaluate("String(getSelection())")).toBe("weightkit replay . --seed 1");
    }));

  it("follows the system's dark mode, and a button", () =>
    open(
      async (page) => {
        const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
        const dark = await background();
        await page.getByRole("button", { name: "Dark" }).click();
        await expect.poll(background).not.toBe(dark);
        expect(await page.getByRole("button", { name: "Dark" }).getAttribute("aria-pressed")).toBe(
          "false",
        );
      },
      { dark: true },
    ));

  it("prints whole and in light colours", () =>
    open(
      async (page) => {
        const pdf = await page.pdf({ format: "A4" });
        expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
        await page.evaluate(`dispatchEvent(new Event("beforeprint"))`);
        expect(await page.evaluate("document.documentElement.dataset.theme")).toBe("light");
        expect(await page.locator(".canvas canvas").count()).toBe(
          await page.locator(".canvas").count(),
        );
      },
      { dark: true },
    ));

  it.each([360, 768, 1600])("fits %d pixels without scrolling sideways", (width) =>
    open(
      async (page) => {
        const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
        expect(wide).toBeLessThanOrEqual(width);
      },
      { width },
    ),
  );

  it.each([false, true])("has no fault that axe finds, dark: %s", (dark) =>
    open(
      async (page) => {
        await page.evaluate(
          `dispatchEvent(new Event("beforeprint")), dispatchEvent(new Event("afterprint"))`,
        );
        expect(await axeFaults(page)).toEqual([]);
      },
      { dark },
    ),
  );

  it("shows its text where scripts do not run", async () => {
    const context = await (await sharedBrowser()).newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator("noscript").textContent()).toContain("Mean absolute error");
    await context.close();
  });
});
