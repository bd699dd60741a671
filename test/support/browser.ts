import type { Browser, Page } from "playwright-core";
import { describe, test } from "vitest";
import { findChromium, launchForTests } from "./chromium.mjs";

export interface TabOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce" | "no-preference";
  /** A script that runs before those of every page that the tab opens. */
  readonly before?: string;
}

/** What tests listen to. */
const HEARD = ["console", "dialog", "download", "pageerror", "request", "response"];

let browser: Browser | null = null;
let idle: Page | null = null;

/** Closes the browser before the worker ends: a worker that is killed leaves Chromium's profile behind. */
const inWorker = test.extend("shared", { scope: "worker" }, ({}, { onCleanup }) => {
  onCleanup(async () => {
    await browser?.close();
  });
  return sharedBrowser;
});

/** Tests in Chromium; skipped where there is none, or where what they open is not ready. */
export function describeBrowser(title: string, tests: () => void, isReady = true): void {
  const isThere = findChromium() !== null;
  if (!isThere)
    process.emitWarning(`skipping ${title}: no Chromium found (apt-get install chromium)`);
  describe.skipIf(!isThere || !isReady)(title, () => {
    inWorker.beforeAll(async ({ shared }) => {
      await shared();
    });
    tests();
  });
}

/** The Chromium of this worker, which its files of tests share. */
export async function sharedBrowser(): Promise<Browser> {
  if (browser?.isConnected() !== true) browser = await launchForTests(findChromium() ?? "");
  return browser;
}

/**
 * Gives a test a tab that is set up as it asks, with the pointer outside the page. A tab whose test passed serves the next test, since a
 * new one costs several times what most pages do: it starts processes.
 */
export async function withTab(
  options: TabOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await takeTab();
  let isClean = false;
  try {
    const { width = 1200, height = 900, colorScheme = "light" } = options;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: options.reducedMotion ?? null });
    const script = options.before === undefined ? null : await page.addInitScript(options.before);
    await use(page);
    await script?.dispose();
    // What the page still does and asks for ends, so that the next test does not hear it.
    await page.goto("about:blank");
    isClean = true;
  } finally {
    for (const event of HEARD) page.removeAllListeners(event);
    if (isClean && idle === null) idle = page;
    else await page.context().close();
  }
}

async function takeTab(): Promise<Page> {
  const page = idle;
  idle = null;
  if (page === null || page.isClosed()) return (await sharedBrowser()).newPage();
  await page.mouse.move(-1, -1);
  return page;
}
