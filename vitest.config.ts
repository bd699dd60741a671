import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";
import { SkippedReporter } from "./test/support/skipped.js";

/** Files that take longest, so that they do not run alone at the end. In a clone that has run no tests, nothing else shows it. */
const LONGEST = [
  "packages/cli/test/commands/templates.test.ts",
  "test/docs/sessions.test.ts",
  "test/docs/site.test.ts",
  "packages/cli/test/ui/surroundings.test.ts",
  "packages/cli/test/compiler/habits.test.ts",
  "packages/cli/test/commands/check/faults.test.ts",
  "packages/cli/test/commands/verdicts.test.ts",
  "packages/cli/test/commands/adopt.test.ts",
  "packages/cli/test/commands/attacks.test.ts",
  "packages/sdk/test/payload/mutants.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      LONGEST.findIndex((path) => moduleId.endsWith(path)) >>> 0;
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    // Far more than any test takes: other programs may keep every core busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // The user's own state is left alone.
    env: { XDG_STATE_HOME: join(tmpdir(), "weightkit-test-state") },
    reporters: ["default", new SkippedReporter()],
    // A whole path, since a project's own tests below this folder find this file too.
    setupFiles: ["processor-time.ts", "seed.ts"].map((name) =>
      fileURLToPath(new URL(`test/support/${name}`, import.meta.url)),
    ),
    // Every core works; as a file leaves nothing behind in its process, the next one finds the modules loaded.
    maxWorkers: "100%",
    isolate: false,
    // Compiles and histories make many short-lived objects: with more room for them, a third of the time is not spent on collecting them.
    execArgv: ["--max-semi-space-size=128"],
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    // The built testkit is imported as it is, as what npm has installed.
    deps: { moduleDirectories: ["/packages/testkit/dist/"] },
    // Weight logic is compiled once, whichever test asks for it.
    alias: {
      "assemblyscript/asc": fileURLToPath(
        new URL("test/support/compiled/asc.mjs", import.meta.url),
      ),
    },
  },
});
