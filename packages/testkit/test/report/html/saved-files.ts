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

/** Waits until a page has saved so many files. It asks for frames meanwhile: in a page that draws none, a PNG takes a second. */
export async function expectSaved(page: Page, saves: number): Promise<void> {
  const count = await page.evaluate(`new Promise((done) => {
    const look = () => (saved.length < ${saves} ? requestAnimationFrame(look) : done(saved.length));
    look();
  })`);
  expect(count).toBe(saves);
}

/** Saves every figure as SVG, PNG and CSV; the beginning of each file by its ending, figure after figure. Needs {@link SAVED}. */
export async function savedFiles(page: Page): Promise<Readonly<Record<string, readonly string[]>>> {
  const files: Record<string, string[]> = { SVG: [], PNG: [], CSV: [] };
  let saves = 0;
  for (const kind of Object.keys(files)) {
    // Handles, since a locator would look through the page once more for each button.
    for (const button of await page.getByRole("button", { name: kind }).elementHandles()) {
      await button.press("Enter");
      saves += 1;
      await expectSaved(page, saves);
      files[kind]?.push(
        await page.evaluate<string>("saved.at(-1).blob.text().then((text) => text.slice(0, 200))"),
      );
    }
  }
  return files;
}
