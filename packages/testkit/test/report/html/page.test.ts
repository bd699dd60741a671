import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fact } from "../../../src/replay/facts.js";
import { ended, round, set, started } from "../../metrics/facts.js";
import { failure } from "../summary-fixture.js";
import { findChromium, launch } from "./browser.js";
import { makePage } from "./make-page.js";
import { asked, simulatedFacts } from "./simulated.js";

const chromiumPath = findChromium();
if (chromiumPath === null) {
  process.emitWarning(
    "skipping the report page's browser tests: no Chromium found (apt-get install chromium)",
  );
}

const evil = `<img src=x onerror="alert('name')">`;
const facts = simulatedFacts({
  workers: 14,
  sets: 60,
  every: 2,
  failed: true,
  rewards: true,
  stderr: "<script>alert('stderr')</script>",
});
const workers = facts[0]?.kind === "started" ? facts[0].workers : [];
const kinds = [asked(facts, "probability"), asked(facts, "class")];

/** The same replay of a topic with another name. */
function named(topic: string, of: readonly Fact[]): Fact[] {
  return of.map((fact) => (fact.kind === "started" ? { ...fact, topic } : fact));
}
const topics = [
  named("rain", facts),
  named("few", simulatedFacts({ workers: 5, sets: 20, every: 2 })),
  named("chance of rain", kinds[0]!),
  named("dry & wet", kinds[1]!),
];
const names = new Map([
  [workers[0]!, evil],
  [workers[3]!, "Ministry of Silly Walks"],
]);

/** Two due runs, each followed by a second one, an epoch that pays in floats, and one that halts the chain. */
function haltingFacts(): Fact[] {
  const second = (index: number, at: number) => {
    return { ...round(index, at, { weights: [0.5, 0.5] }), kind: "second" as const };
  };
  return [
    started({ workers: ["a", "b"] }),
    set(100, [10, 30], { truth: 10 }),
    round(0, 120, { weights: [0.75, 0.25], payloadBytes: 400_000 }),
    second(0, 125),
    set(130, [10, 30], { weights: [0.5, 0.5], truth: 12 }),
    round(1, 140, { weights: [0.75, 0.25] }),
    second(1, 145),
    {
      kind: "rewards",
      epoch: 0,
      blockTime: 150,
      block: 20,
      topicEmission: 10n,
      workerRewards: [6n, 3n],
      reputers: [],
      reputerRewards: [],
      others: [],
      masked: new Uint32Array(),
      inFloats: [{ address: "a", exact: 6n, paid: 4n, bound: 9n }],
      topicStake: 7n,
      rolledOver: 1n,
      notes: [],
      failure: null,
    },
    {
      kind: "halted",
      epoch: 1,
      blockTime: 160,
      block: 40,
      failure: { ...failure, code: "WK535", message: "the dividends sum to 0" },
      weights: [{ reputer: "allo1r", participant: "<b>x</b>", weight: 0.5, masked: true }],
    },
    ended({
      secondRuns: 2,
      otherHosts: [{ host: "seed", differences: ["no second runs (here 2)"] }],
    }),
  ];
}

/** Keeps what a page saves instead of saving it: Chromium refuses dozens of downloads in a row. */
const SAVED = `
  globalThis.saved = [];
  const blobs = new Map();
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function () {
    saved.push({ name: this.download, blob: blobs.get(this.href) });
  };`;

describe.skipIf(chromiumPath === null)("the report page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "weightkit-page-"));
  const file = join(folder, "report.html");
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(
      file,
      makePage(topics, {
        names,
        command: "weightkit replay . --seed 1",
        inputs: [{ role: "truth", path: "history/truth.csv", bytes: 5, sha256: "cd".repeat(32) }],
      }),
    );
    browser = await launch(chromiumPath!);
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page; anything that goes wrong in it, or that it asks of a network, fails the test that uses it. */
  async function open(
    use: (page: Page) => Promise<void>,
    options: {
      width?: number;
      dark?: boolean;
      hash?: string;
      file?: string;
      /** A script that runs before the page's own. */
      before?: string;
    } = {},
  ) {
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1200, height: 900 },
      colorScheme: options.dark === true ? "dark" : "light",
      // A page that still scrolls moves what is clicked from under the pointer.
      reducedMotion: "reduce",
    });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(`request: ${request.url()}`);
    });
    if (options.before !== undefined) await page.addInitScript(options.before);
    await page.goto(pathToFileURL(options.file ?? file).href + (options.hash ?? ""));
    await page.waitForSelector("html[data-ready]");
    await use(page);
    await page.close();
    expect(complaints).toEqual([]);
  }

  /** Waits until the browser has drawn what is due. */
  async function settled(page: Page): Promise<void> {
    await page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
  }

  /** Chooses a topic and waits until it is shown. */
  async function choose(page: Page, topic: string): Promise<void> {
    await page.locator("select[aria-label='Topic']").selectOption(topic);
    await page.locator(".eyebrow", { hasText: `topic ${topic}` }).waitFor();
  }

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
        expect(halt).toContain("allo1r weights <b>x</b> 0.5 (masked)");
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
      await page.keyboard.press("Home");
      const first = await slider.getAttribute("aria-valuetext");
      await page.keyboard.press("ArrowRight");
      const second = await slider.getAttribute("aria-valuetext");
      expect(first).toMatch(
        /^2023-10-07: truth [\d,]+, weighted [\d,]+, equal mean [\d,]+, median [\d,]+$/,
      );
      expect(second).toMatch(/^2023-10-14: /);
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

  it("saves every figure as SVG, PNG and CSV, in light colours and without markup from names", () =>
    open(
      async (page) => {
        let saves = 0;
        const save = async (label: string) => {
          await page.getByRole("button", { name: label, exact: true }).press("Enter");
          saves += 1;
          await expect.poll(() => page.evaluate("saved.length")).toBe(saves);
          const [name = "", bytes = ""] = await page.evaluate<string[]>(`
            (async () => {
              const { name, blob } = saved.at(-1);
              const bytes = new Uint8Array(await blob.arrayBuffer());
              return [name, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))];
            })()`);
          return { name, bytes: Buffer.from(bytes, "base64") };
        };
        for (const topic of ["rain", "chance of rain", "dry & wet"]) {
          await choose(page, topic);
          const figures = await page.locator("figcaption b").allTextContents();
          expect(figures.length).toBeGreaterThan(5);
          for (const [i, caption] of figures.entries()) {
            const svg = await save(`Save Figure ${i + 1} as SVG`);
            expect(svg.name).toMatch(new RegExp(`^figure-${i + 1}-[a-z0-9-]+\\.svg$`));
            const text = svg.bytes.toString();
            expect(text, caption).toMatch(/^<\?xml[^>]*>\n<svg [^]*<\/svg>\n$/);
            expect(text).not.toMatch(/<script|<img|<a |class=|var\(/);
            // The dark theme's ink.
            expect(text).not.toMatch(/#e9ebef|rgb\(233, 235, 239\)/);
            const csv = (await save(`Save Figure ${i + 1} as CSV`)).bytes.toString();
            const [head, ...lines] = csv.trimEnd().split("\n");
            expect(lines.length, caption).toBeGreaterThan(0);
            expect(head?.split(",").length).toBeGreaterThan(1);
          }
        }
        const { name, bytes } = await save("Save Figure 1 as PNG");
        expect(name).toBe("figure-1-skill-by-topic.png");
        expect([...bytes.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe(
          "PNG",
        );
        expect(bytes.length).toBeGreaterThan(5000);
      },
      { dark: true, before: SAVED },
    ));

  it("writes a chart's numbers and its axes into the files", () =>
    open(async (page) => {
      const read = async (kind: string) => {
        const figure = page.locator("figure", { hasText: "The combination, the truth" });
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          figure.getByText(kind, { exact: true }).click(),
        ]);
        return readFileSync(await download.path(), "utf8");
      };
      const csv = (await read("CSV")).trimEnd().split("\n");
      expect(csv[0]).toBe("time,truth,weighted,equal mean,median");
      expect(csv).toHaveLength(61);
      expect(csv[1]).toMatch(/^2023-10-07,\d+,/);
      const svg = await read("SVG");
      for (const text of [">time (UTC)<", ">value<", ">weighted<", ">2024-01<"]) {
        expect(svg).toContain(text);
      }
      // The median is hidden.
      expect(svg).not.toContain(">median<");
    }));

  it("has a caption to paste, and an entry for a bibliography that names what was run", () =>
    open(async (page) => {
      await page.evaluate(`delete Navigator.prototype.clipboard`);
      await page.getByRole("button", { name: "Copy the caption of Figure 2" }).click();
      expect(await page.evaluate("String(getSelection())")).toMatch(/^Figure 2\. Skill\. The part/);
      const entry = (await page.locator(".citation code").textContent()) ?? "";
      expect(entry).toMatch(
        /^@misc\{weightkit-3f2a91c04b1e,\n {2}title = \{Replay of ema-absolute/,
      );
      expect(entry).toContain("weightkit 0.0.0, allora-chain v0.0.9");
      expect(entry).toContain(
        `truth SHA-256 ${"cd".repeat(32)}; seed 1; weightkit replay . --seed`,
      );
    }));

  it("shows every worker's weight in a panel", () =>
    open(async (page) => {
      const section = page.locator("#weights");
      await section.scrollIntoViewIfNeeded();
      await section.locator("canvas").first().waitFor();
      await section.getByRole("radio", { name: "Each worker" }).check();
      expect(await section.locator(".panels li").count()).toBe(14);
      await section.locator(".panels a", { hasText: "Silly" }).click();
      await page.locator("#worker h3", { hasText: "Silly" }).waitFor();
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
    }));

  it("hides and shows a line", () =>
    open(async (page) => {
      const key = page.locator("#combination .key", { hasText: "equal mean" });
      expect(await key.getAttribute("aria-pressed")).toBe("true");
      await key.press("Enter");
      expect(await key.getAttribute("aria-pressed")).toBe("false");
      await key.press("Enter");
      expect(await key.getAttribute("aria-pressed")).toBe("true");
    }));

  it("finds and sorts workers", () =>
    open(async (page) => {
      await page.getByLabel("Search workers by name or address").fill("silly");
      expect(await page.locator("#workers tbody th").allTextContents()).toEqual([
        "Ministry of Silly Walks",
      ]);
      expect(await page.locator("#workers .controls [role=status]").textContent()).toBe("1 found");
      await page.getByLabel("Search workers by name or address").fill("");
      const head = page.locator("#workers thead th", { hasText: "skill" });
      await head.getByRole("button").press("Enter");
      expect(await head.getAttribute("aria-sort")).toBe("descending");
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

  it("adds and removes workers in the weights, stacked and as lines", () =>
    open(async (page) => {
      const section = page.locator("#weights");
      await section.scrollIntoViewIfNeeded();
      await page.waitForSelector("#weights canvas");
      expect(await section.locator(".chips a").count()).toBe(8);
      await section.getByLabel("Lines").check();
      await page.waitForSelector("#weights canvas");
      await section.getByLabel("Remove").first().click();
      expect(await section.locator(".chips a").count()).toBe(7);
      const search = section.getByLabel("Add a worker by name or address");
      await search.fill("silly");
      await search.press("Enter");
      expect(await section.locator(".chips a").allTextContents()).toContain(
        "Ministry of Silly Walks",
      );
      const parts = await section.locator(".chips output").allTextContents();
      const total = parts.reduce((sum, text) => sum + Number.parseFloat(text), 0);
      expect(Math.abs(total - 100)).toBeLessThan(5);
    }));

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

  it("follows the system's dark mode, and a button", () =>
    open(
      async (page) => {
        const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
        const dark = await background();
        await page.getByRole("button", { name: "Dark" }).click();
        expect(await background()).not.toBe(dark);
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
        await page.evaluate(axe.source);
        const faults = await page.evaluate<string[]>(`
          axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
            violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html.slice(0, 120))))`);
        expect(faults).toEqual([]);
      },
      { dark },
    ),
  );

  it("shows its text where scripts do not run", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator("noscript").textContent()).toContain("Mean absolute error");
    await context.close();
  });
});
