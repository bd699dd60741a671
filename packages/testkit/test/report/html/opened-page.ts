import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { describeBrowser, withTab } from "../../../../../test/support/browser.js";
import { makePage } from "./make-page.js";
import { names, topics } from "./page-fixture.js";

export interface OpenOptions {
  readonly width?: number;
  readonly dark?: boolean;
  readonly hash?: string;
  readonly file?: string;
  /** A script that runs before the page's own. */
  readonly before?: string;
}

/** Where a report page lies, and how a test opens it. */
export interface OpenedPages {
  readonly folder: string;
  readonly file: string;
  /** Opens the page; anything that goes wrong in it, or that it asks of a network, fails the test that uses it. */
  readonly open: (use: (page: Page) => Promise<void>, options?: OpenOptions) => Promise<void>;
}

function replayPage(): string {
  return makePage(topics, {
    names,
    command: "weightkit replay . --seed 1",
    inputs: [{ role: "truth", path: "history/truth.csv", bytes: 5, sha256: "cd".repeat(32) }],
  });
}

/** Tests of one page, a replay's report unless another is made. */
export function describePage(
  title: string,
  tests: (pages: OpenedPages) => void,
  make: () => string | Promise<string> = replayPage,
): void {
  describeBrowser(title, () => {
    const folder = mkdtempSync(join(tmpdir(), "weightkit-page-"));
    const file = join(folder, "report.html");

    beforeAll(async () => {
      writeFileSync(file, await make());
    });

    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    tests({
      ...{ folder, file },
      open: (use, options = {}) => openPage(file, use, options),
    });
  });
}

async function openPage(
  file: string,
  use: (page: Page) => Promise<void>,
  { file: other, hash, dark, ...options }: OpenOptions,
): Promise<void> {
  const tab = { ...options, colorScheme: dark === true ? "dark" : "light" } as const;
  // A page that still scrolls moves what is clicked from under the pointer.
  await withTab({ ...tab, reducedMotion: "reduce" }, async (page) => {
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
    await page.goto(pathToFileURL(other ?? file).href + (hash ?? ""));
    await page.waitForSelector("html[data-ready]");
    await use(page);
    expect(complaints).toEqual([]);
  });
}

/** Waits until the browser has drawn what is due. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
  );
}

/** Chooses a topic and waits until it is shown. */
export async function choose(page: Page, topic: string): Promise<void> {
  await page.locator("select[aria-label='Topic']").selectOption(topic);
  await page.locator(".eyebrow", { hasText: `topic ${topic}` }).waitFor();
}
