import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const require = createRequire(import.meta.url);

/** Less than half of what `axe.source` has the browser read. */
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with a page, a line each. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate<string[]>(`axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`);
}

/** Pixels by which a page is wider than the screen. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
}

/** What of a page reaches past the right edge when it is printed on a sheet as wide as the tab, a line each. */
export async function pastPaper(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: "print" });
  const past = await page.evaluate<string[]>(`[...document.querySelectorAll("main *")]
    .filter((one) => one.closest("svg") === null && one.getBoundingClientRect().right > innerWidth + 0.5)
    .map((one) => one.tagName + " " + one.className + " " + one.getBoundingClientRect().right)`);
  await page.emulateMedia({ media: null });
  return past;
}

/** Pixels between the default margins of a sheet of A4. */
export const A4_WIDTH = 718;
