import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { choose, describePage } from "./opened-page.js";
import { expectSaved, SAVED } from "./saved-files.js";

describePage("the report page's figures as files", ({ open }) => {
  it("saves every figure as SVG, PNG and CSV, in light colours and without markup from names", () =>
    open(
      async (page) => {
        let saves = 0;
        const save = async (figure: number, kind: string) => {
          const label = `Save Figure ${figure} as ${kind}`;
          // To look through the whole page for a name takes longer than to save.
          const buttons = page.locator("figure").nth(figure - 1);
          await buttons.getByRole("button", { name: label, exact: true }).press("Enter");
          saves += 1;
          await expectSaved(page, saves);
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
            const svg = await save(i + 1, "SVG");
            expect(svg.name).toMatch(new RegExp(`^figure-${i + 1}-[a-z0-9-]+\\.svg$`));
            const text = svg.bytes.toString();
            expect(text, caption).toMatch(/^<\?xml[^>]*>\n<svg [^]*<\/svg>\n$/);
            expect(text).not.toMatch(/<script|<img|<a |class=|var\(/);
            // Centred texts end within the picture.
            const width = Number(/^<svg[^>]* width="(\d+)"/m.exec(text)?.[1]);
            const middles = text.matchAll(/<text[^>]* x="([\d.]+)"[^>]*"middle"[^>]*>([^<]*)</g);
            const ends = [...middles].map(([, x, words = ""]) => Number(x) + 3 * words.length);
            expect(Math.max(0, ...ends), caption).toBeLessThanOrEqual(width);
            // The dark theme's ink.
            expect(text).not.toMatch(/#e9ebef|rgb\(233, 235, 239\)/);
            const csv = (await save(i + 1, "CSV")).bytes.toString();
            const [head, ...lines] = csv.trimEnd().split("\n");
            expect(lines.length, caption).toBeGreaterThan(0);
            expect(head?.split(",").length).toBeGreaterThan(1);
          }
        }
        const { name, bytes } = await save(1, "PNG");
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

  it("writes every worker's panel and shares into the files while they are shown", () =>
    open(async (page) => {
      const section = page.locator("#weights");
      await section.scrollIntoViewIfNeeded();
      await section.locator("canvas").first().waitFor();
      await section.getByRole("radio", { name: "Each worker" }).check();
      await section.locator(".panels li").first().waitFor();
      const figure = section.locator("figure", { hasText: "Weights over time" });
      const read = async (kind: string) => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          figure.getByText(kind, { exact: true }).click(),
        ]);
        return readFileSync(await download.path(), "utf8");
      };
      const names = await section.locator(".panels .label").allTextContents();
      expect(names).toHaveLength(14);
      const svg = await read("SVG");
      expect(svg.match(/<g transform/g)).toHaveLength(14);
      // The first worker's name is markup, and longer than there is room for.
      expect(names[0]).toMatch(/^<img src=x /);
      expect(svg).toContain(">&lt;img src=x oner");
      expect(svg).not.toMatch(/<img|<a |class=|var\(/);
      // Every worker is there, so the shares of a row are the whole.
      const [, ...lines] = (await read("CSV")).trimEnd().split("\n");
      const last = (lines[lines.length - 1] ?? "").split(",").slice(1).map(Number);
      expect(last).toHaveLength(14);
      expect(last.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }));

  it("has a caption to paste, and an entry for a bibliography that names what was run", () =>
    open(async (page) => {
      await page.evaluate(`delete Navigator.prototype.clipboard`);
      await page.getByRole("button", { name: "Copy the caption of Figure 2" }).click();
      await expect
        .poll(() => page.evaluate("String(getSelection())"))
        .toMatch(/^Figure 2\. Skill\. The part/);
      const entry = (await page.locator(".citation code").textContent()) ?? "";
      expect(entry).toMatch(
        /^@misc\{weightkit-3f2a91c04b1e,\n {2}title = \{Replay of ema-absolute/,
      );
      expect(entry).toContain("weightkit 0.0.0, allora-chain v0.0.9");
      expect(entry).toContain(
        `truth SHA-256 ${"cd".repeat(32)}; seed 1; weightkit replay . --seed`,
      );
    }));
});
