import type { Reporter, TestModule } from "vitest/node";

const LISTED = 20;
const MAX_NAME = 100;

/** Prints which files of tests took most processor time, with the longest test of each: `npm run test:times [-- PATH …]`. */
export default class TimesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules
      .map((module) => ({ module, taken: module.meta().processorTime ?? 0 }))
      .sort((a, b) => b.taken - a.taken);
    const total = files.reduce((sum, { taken }) => sum + taken, 0);
    const lines = files.slice(0, LISTED).map(({ module, taken }) => {
      const { name, longest } = longestTest(module);
      return `${seconds(taken)}  ${module.relativeModuleId}\n${" ".repeat(9)}${seconds(longest)}  ${name.slice(0, MAX_NAME)}`;
    });
    // eslint-disable-next-line no-console -- a reporter prints
    console.log(["", ...lines, `${seconds(total)}  in all ${files.length} files`].join("\n"));
  }
}

function longestTest(module: TestModule): { name: string; longest: number } {
  let found = { name: "", longest: 0 };
  for (const test of module.children.allTests()) {
    const longest = (test.diagnostic()?.duration ?? 0) / 1000;
    if (longest > found.longest) found = { name: test.fullName, longest };
  }
  return found;
}

function seconds(taken: number): string {
  return `${taken.toFixed(1).padStart(6)} s`;
}
