import { expect, it } from "vitest";
import { choose, describePage } from "./opened-page.js";

describePage("the report page's topics and kinds of values in Chromium", ({ open }) => {
  it("names failed rounds before any result", () =>
    open(async (page) => {
      const first = page.locator("#verdict p").first();
      expect(await first.textContent()).toMatch(
        /^3 of 31 rounds failed \(WK\d+\): see the rounds\.$/,
      );
      await first.getByRole("link").click();
      await page.locator("#rounds-title:focus").waitFor();
    }));

  it("draws every topic and all of them together, filters topics and adds them up", () =>
    open(async (page) => {
      const plot = page.locator("#topics .forest");
      expect(await plot.locator("circle").count()).toBe(4);
      expect(await plot.locator("path").count()).toBe(1);
      expect(await plot.locator("text.bold").textContent()).toBe("all topics");
      const tile = page.locator("#topics .tile", { hasText: "topics" });
      expect(await tile.locator("dd").textContent()).toBe("4");
      await page.getByLabel("Filter topics by name").fill("RAIN");
      expect(await page.locator("#topics tbody th").allTextContents()).toHaveLength(2);
      expect(await page.locator("#topics .controls [role=status]").textContent()).toBe("2 found");
      await plot.getByText("few", { exact: true }).click();
      await page.locator(".eyebrow", { hasText: "topic few" }).waitFor();
    }));

  it("begins a report of classes with how often they were called right, and which for which", () =>
    open(async (page) => {
      await choose(page, "dry & wet");
      const first = page.locator("#combination figure").first();
      expect(await first.locator("figcaption b").textContent()).toMatch(/Share of right calls/);
      await first.scrollIntoViewIfNeeded();
      await first.locator("canvas").waitFor();
      const keys = await first.locator(".key").allTextContents();
      const [weighted, equal] = keys.map((key) => Number.parseFloat(key.replace(/^\D+/, "")));
      // As the table has it.
      const table = page.locator("#verdict table").first().locator("tbody tr");
      const right = await table.locator("td:nth-child(3)").allTextContents();
      expect(Math.round(Number.parseFloat(right[0]!))).toBe(weighted);
      expect(Math.round(Number.parseFloat(right[1]!))).toBe(equal);
      const cells = await page.locator(".confusion td").allTextContents();
      expect(cells.map(Number).reduce((a, b) => a + b)).toBe(60);
      expect(await page.locator(".confusion strong").count()).toBe(2);
      const matrix = page.locator("figure", { hasText: "Confusion matrix" });
      expect(await matrix.locator("rect ~ text").allTextContents()).toEqual(
        expect.arrayContaining(cells),
      );
      await matrix.getByRole("button", { name: "SVG" }).waitFor();
    }));

  it("draws shares that jump from set to set as means of some, and lists each", () =>
    open(async (page) => {
      await choose(page, "dry & wet");
      const figure = page.locator("figure", { hasText: "Share of the vote" });
      await figure.scrollIntoViewIfNeeded();
      await figure.locator("canvas").waitFor();
      expect(await figure.locator("figcaption").textContent()).toContain("the mean of 3 sets");
      const shown = await figure.locator(".key output").first().textContent();
      await page.getByText("Values by set").click();
      const rows = page.locator("#combination > div details tbody tr");
      await rows.nth(59).waitFor();
      const values = await rows.locator("td:nth-child(2)").allTextContents();
      const mean = values.slice(-3).reduce((sum, text) => sum + Number(text) / 3, 0);
      expect(Number(shown)).toBeCloseTo(mean, 3);
    }));

  it("reads a worker's probabilities with their decimals, though truths are whole", () =>
    open(async (page) => {
      await choose(page, "chance of rain");
      const chart = page.locator("#worker .chart").first();
      await chart.scrollIntoViewIfNeeded();
      await chart.locator("canvas").waitFor();
      expect(await chart.locator(".key output").nth(1).textContent()).toMatch(/^0\.\d{3,}$/);
    }));

  it("lists all topics, best first, and shows the one chosen", () =>
    open(async (page) => {
      const rows = page.locator("#topics tbody tr");
      expect(await rows.count()).toBe(4);
      const skills = await rows.locator("td:nth-child(5)").allTextContents();
      const numbers = skills.map((text) => Number.parseFloat(text));
      expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
      const chooser = page.locator("select[aria-label='Topic']");
      for (const topic of await rows.locator("a").allTextContents()) {
        await rows.getByRole("link", { name: topic, exact: true }).click();
        await page.locator(".eyebrow", { hasText: `topic ${topic}` }).waitFor();
        await page.locator("#verdict-title:focus").waitFor();
        expect(await chooser.inputValue()).toBe(topic);
      }
    }));

  it("changes topics, which its address names", () =>
    open(async (page) => {
      await page.getByLabel("Topic", { exact: true }).selectOption("few");
      await page.locator(".eyebrow", { hasText: "topic few" }).waitFor();
      expect(await page.locator("#workers tbody tr").count()).toBe(5);
      expect(await page.locator("#rewards").count()).toBe(0);
      expect(await page.locator("figcaption b").first().textContent()).toBe(
        "Figure 1. Skill by topic. ",
      );
      expect(await page.evaluate("location.hash")).toBe("#topic=few");
      await page.locator("nav a", { hasText: "Workers" }).press("Enter");
      await page.locator("#workers-title:focus").waitFor();
      await expect.poll(() => page.evaluate("location.hash")).toBe("#topic=few&section=workers");
      await page.evaluate("history.go(-2)");
      await page.locator(".eyebrow", { hasText: "topic rain" }).waitFor();
    }));

  it("judges probabilities and classes by their own measures", () =>
    open(async (page) => {
      const heads = () =>
        page.locator("#verdict table").first().locator("thead th").allTextContents();
      const chart = async () => {
        const keys = await page.locator("#combination .key").allTextContents();
        return keys.map((key) => key.replace(/[\d.]+%?$/, ""));
      };
      await choose(page, "chance of rain");
      expect(await heads()).toEqual(["combination", "Brier score", "bias", "log score"]);
      const rows = page.locator("#verdict table").first().locator("tbody tr");
      expect(await rows.locator("th").allTextContents()).toEqual([
        "weighted",
        "equal mean",
        "median",
        "weighted log pool",
        "equal log pool",
        "base rate (58 sets)",
      ]);
      expect(await chart()).toEqual([
        "truth",
        "weighted",
        "equal mean",
        "median",
        "Brier score saved",
      ]);
      await choose(page, "dry & wet");
      expect(await heads()).toEqual(["combination", "wrong", "right", "Brier score"]);
      expect(await chart()).toEqual([
        ...["weighted vote", "equal vote"],
        ...["weighted vote", "equal vote", "zero-one loss saved"],
      ]);
      const classes = page.locator("#verdict table").nth(1).locator("tbody tr th");
      expect(await classes.allTextContents()).toEqual(["no more than 4,000", "more"]);
      expect(await page.locator("#workers thead th").allTextContents()).not.toContain("bias");
    }));

  it.each([
    ["#topic=dry%20%26%20wet", "dry & wet", "h1"],
    ["#topic=chance%20of%20rain&section=weights", "chance of rain", "#weights-title:focus"],
    ["#weights", "rain", "#weights-title:focus"],
    ["#topic=unheard-of&worker=nobody", "rain", "h1"],
  ])("opens at %s", (hash, topic, there) =>
    open(
      async (page) => {
        await page.locator(".eyebrow", { hasText: new RegExp(`topic ${topic}$`) }).waitFor();
        await page.locator(there).waitFor();
      },
      { hash },
    ),
  );
});
