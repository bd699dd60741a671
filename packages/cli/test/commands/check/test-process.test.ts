import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { TestProcess } from "../../../src/commands/check/mutate/test-process.js";
import { writeAll } from "../../support/mini-project.js";
import { temporaryFolder } from "../../support/run-cli.js";

let process: TestProcess | null = null;
afterEach(() => process?.end());

/** A project whose `vitest/node` is this module. */
function projectWith(version: string, node: string): string {
  const cwd = temporaryFolder();
  writeAll(cwd, {
    "package.json": "{}",
    "node_modules/vitest/package.json": JSON.stringify({
      ...{ name: "vitest", version, type: "module" },
      exports: { "./package.json": "./package.json", "./node": "./node.js" },
    }),
    "node_modules/vitest/node.js": node,
  });
  return cwd;
}

/** What a run of its tests comes to. */
async function runWith(version: string, node: string) {
  const cwd = projectWith(version, node);
  process = new TestProcess(cwd, { PATH: globalThis.process.env["PATH"] });
  return await process.run();
}

// Each is the true cause: none of them is the version, except where it is.
test.each([
  ["2.1.9", "export const createVitest = 1;", "vitest 2.1.9 is too old: 3 or newer is needed"],
  [
    "4.1.12",
    'export async function createVitest() { throw new Error("vitest.config.ts: no such plugin\\n  at x"); }',
    "vitest.config.ts: no such plugin",
  ],
  ["4.1.12", "export default 1;", "vitest/node has no createVitest"],
  [
    "4.1.12",
    'process.stderr.write("FATAL: heap out of memory\\n", () => process.exit(134)); await new Promise(() => {});',
    "its process ended (exit code 134): FATAL: heap out of memory",
  ],
  [
    "4.1.12",
    'process.kill(process.pid, "SIGKILL"); await new Promise(() => {});',
    "its process ended (SIGKILL)",
  ],
])("tests that vitest %s cannot run are left out with the cause: %s", async (...row) => {
  const [version, node, failure] = row;
  expect(await runWith(version, node)).toEqual({ failure });
});

test("a cause that comes before the question is kept for it", async () => {
  const server = createRequire(import.meta.url).resolve("#vitest-server");
  const cwd = projectWith("4.1.12", 'setTimeout(() => process.send("loaded"), 50);');
  const child = fork(server, [cwd], { cwd, stdio: ["ignore", "ignore", "ignore", "ipc"] });
  onTestFinished(() => void child.kill());
  const answers: unknown[] = [];
  child.on("message", (answer) => {
    answers.push(answer);
    if (answer === "loaded") child.send("run");
    else child.kill();
  });
  await once(child, "close");
  expect(answers).toEqual(["loaded", { failure: "vitest/node has no createVitest" }]);
});

test("what passed is named", async () => {
  const run = await runWith(
    "4.1.12",
    `const test = { fullName: "a > b", result: () => ({ state: "passed" }) };
    export const createVitest = async () => ({
      standalone: async () => {},
      globTestSpecifications: async () => [],
      runTestSpecifications: async () => ({ testModules: [{ children: { allTests: () => [test] } }] }),
    });`,
  );
  expect(run).toEqual({ passed: ["a > b"] });
});
