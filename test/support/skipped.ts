import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Reporter, TestModule } from "vitest/node";
import { TOOLCHAINS } from "../../scripts/docs/toolchains.mjs";
import { findChromium } from "./chromium.mjs";
import { haveData } from "./inputs.js";

const site = fileURLToPath(new URL("../../docs/.vitepress/dist/index.html", import.meta.url));

/** What some tests need that a clone does not bring, and how to get it. */
const NEEDS = [
  { isThere: findChromium() !== null, how: "a Chromium (apt-get install chromium)" },
  { isThere: existsSync(site), how: "the documentation's site (npm run docs:build)" },
  ...Object.values(TOOLCHAINS).map((one) => ({ isThere: one.isThere(), how: one.how })),
  { isThere: haveData, how: "the real forecasts (next to the repository, in shared/data)" },
];

/** Prints, as the last line, how many tests were skipped and what they need. */
export class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests("skipped")]).length;
    if (skipped === 0) return;
    const missing = NEEDS.filter(({ isThere }) => !isThere).map(({ how }) => how);
    const needs = missing.length === 0 ? "they are not for this machine" : missing.join("; ");
    // eslint-disable-next-line no-console -- a reporter prints
    console.log(`skipped ${skipped} tests; to run them: ${needs}`);
  }
}
