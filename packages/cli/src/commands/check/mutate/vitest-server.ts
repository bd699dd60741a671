import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A process that keeps a project's vitest at hand and runs all its tests once for each message; it answers with the names of those that
 * passed, or with why they cannot be run. Started by `ProjectTests`, with the project's folder as its argument.
 */

const OLDEST = 3;

/** What this file needs of `vitest/node` (3 and later). */
interface VitestModule {
  createVitest(mode: "test", options: object): Promise<Vitest>;
}

interface Vitest {
  globTestSpecifications(): Promise<unknown[]>;
  runTestSpecifications(specifications: unknown[], all: boolean): Promise<TestRun>;
  standalone(): Promise<void>;
}

interface TestRun {
  readonly testModules: readonly {
    readonly children: { allTests(): Iterable<TestCase> };
  }[];
}

interface TestCase {
  readonly fullName: string;
  result(): { readonly state: string };
}

function isVitest(module: unknown): module is VitestModule {
  return typeof module === "object" && module !== null && "createVitest" in module;
}

async function start(directory: string): Promise<() => Promise<string[]>> {
  const resolve = createRequire(join(directory, "package.json"));
  const version = versionOf(
    JSON.parse(readFileSync(resolve.resolve("vitest/package.json"), "utf8")),
  );
  if (Number.parseInt(version) < OLDEST)
    throw new Error(`vitest ${version} is too old: ${OLDEST} or newer is needed`);
  const module: unknown = await import(pathToFileURL(resolve.resolve("vitest/node")).href);
  if (!isVitest(module)) throw new Error("vitest/node has no createVitest");
  const vitest = await module.createVitest("test", {
    // Nothing may stay in memory from the mutant before.
    ...{ root: directory, watch: false, reporters: [{}], isolate: true },
  });
  await vitest.standalone();
  return async () => {
    const run = await vitest.runTestSpecifications(await vitest.globTestSpecifications(), true);
    return run.testModules.flatMap(({ children }) =>
      [...children.allTests()]
        .filter((one) => one.result().state === "passed")
        .map(({ fullName }) => fullName),
    );
  };
}

function versionOf(manifest: unknown): string {
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) return "";
  return String(manifest.version);
}

const [, , directory = "."] = process.argv;
const started = start(directory);
// It may fail before it is asked: the answer to the first message has the cause.
started.catch(() => undefined);
process.on("message", () => {
  started
    .then(async (run) => await run())
    .then(
      (passed) => process.send?.({ passed }),
      (error: unknown) =>
        process.send?.({ failure: error instanceof Error ? error.message : String(error) }),
    );
});
