import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Keeps what a page saves instead of saving it: Chromium refuses dozens of downloads in a row. */
export const SAVED = `
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

/** Saves every figure as SVG, PNG and CSV; the beginning of each file by its ending, figure after figure. Needs {@link SAVED}. */
export async function savedFiles(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const files: Record<string, string[]> = { SVG: [], PNG: [], CSV: [] };
  let saves = 0;
  for (const kind of Object.keys(files)) {
    for (const button of await page.getByRole("button", { name: kind, exact: false }).all()) {
      await button.press("Enter");
      saves += 1;
      await expect.poll(() => page.evaluate("saved.length")).toBe(saves);
      files[kind]?.push(
        await page.evaluate<string>("saved.at(-1).blob.text().then((text) => text.slice(0, 200))"),
      );
    }
  }
  return files;
}
