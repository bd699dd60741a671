// The process that tries mutants: it loads the tests once, then runs those that it is asked to, with a mutant on. run.mjs starts it.

import { collectTests, getFn, getHooks } from "@vitest/runner";
import fc from "fast-check";
import { join } from "node:path";
import { LEFT_OUT } from "./rooms.mjs";

const { choose, takeHits } = globalThis.weightkitMutation;
const { root, files } = JSON.parse(process.env.MUTATION_TESTS);

// The same draws for every mutant, and few.
fc.configureGlobal({ seed: 1, numRuns: 30, endOnFailure: true });

const runner = {
  config: {
    ...{ root, setupFiles: [], name: "mutation", allowOnly: true, passWithNoTests: true },
    ...{ sequence: { shuffle: false, concurrent: false, seed: 1, hooks: "stack" }, retry: 0 },
    ...{ testTimeout: 0, hookTimeout: 0, includeTaskLocation: false, tags: [] },
    ...{ maxConcurrency: 1, expandSnapshotDiff: false, chaiConfig: {}, diffOptions: {} },
  },
  trace: (_name, attributes, act) => (act ?? attributes)(),
  importFile: (path) => import(path),
};

/** Suites above each test, outermost first, by the test's name. */
const tests = new Map();

function collect(task, above) {
  if (task.mode === "skip" || task.mode === "todo") return;
  if (task.type === "test") {
    let name = [...above.slice(1), task].map((each) => each.name).join(" > ");
    name = `${above[0].name} > ${name}`;
    if (LEFT_OUT.test(name)) return;
    while (tests.has(name)) name += "'";
    tests.set(name, { task, above });
  } else for (const child of task.tasks) collect(child, [...above, task]);
}

for (const file of await collectTests(
  files.map((file) => join(root, file)),
  runner,
)) {
  if (file.result?.state === "fail")
    process.send({ kind: "broken", file: file.name, why: file.result.errors[0].message });
  collect(file, []);
}
const atLoad = takeHits();

/**
 * Runs tests in order until one fails, their suites' hooks around them; returns the name of the one that failed, or null.
 * @param before Called with each test's index before it and its hooks run.
 */
async function firstFailure(names, before = () => undefined) {
  let open = [];
  try {
    for (const [index, name] of names.entries()) {
      before(index);
      const { task, above } = tests.get(name);
      const shared = open.findIndex((suite, i) => suite !== above[i]);
      const kept = shared === -1 ? open.length : shared;
      if (!(await leave(open.splice(kept)))) return name;
      for (const suite of above.slice(kept)) {
        open.push(suite);
        for (const hook of getHooks(suite).beforeAll)
          if (!(await passes(() => hook(suite)))) return name;
      }
      if (!(await runs(task, above))) return name;
    }
    return (await leave(open.splice(0))) ? null : names.at(-1);
  } finally {
    await leave(open);
  }
}

/** What a file makes when it loads and removes after its tests stays for the next mutant. */
const isOnce = (suite) => getHooks(suite).beforeAll.length === 0;

async function leave(suites) {
  let well = true;
  for (const suite of suites.toReversed().filter((suite) => !isOnce(suite)))
    for (const hook of getHooks(suite).afterAll.toReversed())
      well = (await passes(() => hook(suite))) && well;
  return well;
}

async function runs(task, above) {
  const hooks = above.map((suite) => getHooks(suite));
  let well = true;
  for (const { beforeEach } of hooks)
    for (const hook of beforeEach) well &&= await passes(() => hook(task.context, task.suite));
  well &&= await passes(getFn(task));
  for (const { afterEach } of hooks.toReversed())
    for (const hook of afterEach)
      well = (await passes(() => hook(task.context, task.suite))) && well;
  for (const end of (task.onFinished ?? []).splice(0))
    well = (await passes(() => end(task.context))) && well;
  return well;
}

let failure = null;
async function passes(act) {
  try {
    await act();
    return true;
  } catch (error) {
    failure = error;
    return false;
  }
}

// A job whose thread fails may do so after its test has ended.
process.on("unhandledRejection", () => undefined);
process.on("uncaughtException", () => undefined);

async function dryRun(done) {
  for (const name of tests.keys()) {
    if (done.has(name)) continue;
    takeHits();
    process.send({ kind: "begins", name });
    // Processor time, since that of a clock depends on what else the machine does.
    const start = process.cpuUsage();
    failure = null;
    const failed = await firstFailure([name]);
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1000;
    const hits = takeHits();
    // One that passes only once in a process would stand as the killer of whatever is tried next.
    const passes = failed === null && (await firstFailure([name])) === null;
    const why = passes ? null : String(failure?.stack ?? failure).slice(0, 600);
    process.send({ kind: "test", name, ms, why, hits });
  }
  process.send({ kind: "dry" });
}

async function tryMutant({ id, names, limits }) {
  const killer = await firstFailure(names, (index) => {
    choose(id, limits[index]);
  });
  choose(-1, 0);
  // What a mutant left behind must not fail the tests of the next.
  const clean = killer === null || (await firstFailure([killer])) === null;
  process.send({ kind: "result", id, killer, clean });
}

async function end() {
  const suites = new Set([...tests.values()].flatMap(({ above }) => above));
  for (const suite of [...suites].filter(isOnce))
    for (const hook of getHooks(suite).afterAll) await passes(() => hook(suite));
  process.exit(0);
}

process.on("disconnect", () => process.exit(0));
process.on("message", (message) => {
  if (message.kind === "dry") void dryRun(new Set(message.done));
  else if (message.kind === "mutant") void tryMutant(message);
  else void end();
});
process.send({ kind: "ready", atLoad, tests: tests.size });
