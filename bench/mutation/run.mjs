// Mutates rooms of the testkit, and writes what their tests notice.
//
//   npm run test:mutation [-- ROOM...] [--file PART] [--fresh] [--sample COUNT]
//
// StrykerJS's instrumenter puts every mutant of a room into its files, switched off. One process loads the room's tests once; for each
// mutant it runs the tests that reach it, quickest first, until one fails (worker.mjs). A loop that no longer ends is stopped by the
// number of times that its mutant is reached, or by ending the process. Each room writes its counts and its survivors to
// bench/mutation/results/ROOM.json. What was killed before is not tried again while its file stays as it is (.stryker/ROOM.json), unless
// with `--fresh`; `--file` tries only files with that in their path, `--sample` so many mutants drawn with a fixed seed. Docs:
// docs/reference/mutation.md, whose numbers a test compares with those files.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { instrument } from "./instrument.mjs";
import { report } from "./report.mjs";
import { LEFT_OUT, ROOMS, WITHOUT_THREADS } from "./rooms.mjs";
import { TestProcess } from "./test-process.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WORK = join(ROOT, ".stryker");
/** Longest tests, in milliseconds of processor time without mutants, that one mutant may cost; what is left over then is not run. */
const MAX_COST = 2000;
/** How often a mutant may be reached compared with the run without it. */
const MAX_TIMES_AS_OFTEN = 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ file: { type: "string" }, fresh: { type: "boolean" }, sample: { type: "string" } },
  },
});
const rooms = positionals.length === 0 ? Object.keys(ROOMS) : positionals;
const unknown = rooms.filter((room) => !(room in ROOMS));
if (unknown.length > 0) throw new Error(`no such room: ${unknown.join(", ")}`);
for (const room of rooms) await mutate(room);

async function mutate(room) {
  const into = join(WORK, room);
  const mutants = await instrument(ROOT, `packages/testkit/src/${room}`, into);
  const stateFile = join(WORK, `${room}.json`);
  const state = new Map(
    existsSync(stateFile) && values.fresh !== true
      ? JSON.parse(readFileSync(stateFile, "utf8"))
      : [],
  );
  const tests = new TestProcess({
    ...{
      root: ROOT,
      files: testFiles(ROOMS[room]),
      instrumented: into,
      cache: join(WORK, "cache"),
      withoutThreads: WITHOUT_THREADS.includes(room),
    },
  });
  await tests.start();
  const { atLoad, costs, reached } = await tests.dryRun();
  const sampled = values.sample === undefined ? null : sample(mutants, Number(values.sample));
  const wanted = (mutant) =>
    (values.file === undefined || mutant.file.includes(values.file)) &&
    (sampled === null || sampled.has(mutant.id)) &&
    !["killed", "timeout", "static"].includes(state.get(mutant.key)?.status);
  const kills = new Map();
  const began = Date.now();
  let tried = 0;
  for (const mutant of mutants.filter(wanted)) {
    const outcome = await tryMutant(mutant, { tests, atLoad, costs, reached, kills });
    state.set(mutant.key, outcome);
    tried += 1;
    if (outcome.status === "survived" || outcome.status === "noCoverage")
      console.log(
        `${outcome.status} ${mutant.file}:${mutant.line} ${mutant.mutator} ${outcome.ms ?? 0} ms: ${mutant.from.slice(0, 60)} -> ${mutant.to.slice(0, 60)}`,
      );
    if (outcome.status === "timeout")
      console.log(`timeout ${mutant.file}:${mutant.line} ${mutant.from} -> ${mutant.to}`);
    if (tried % 100 === 0) {
      console.log(`${tried} tried, ${Math.round(tried / ((Date.now() - began) / 60_000))}/min`);
      save(stateFile, state);
    }
  }
  const minutes = (Date.now() - began) / 60_000;
  console.log(`${room}: ${tried} tried in ${minutes.toFixed(1)} min`);
  await tests.stop();
  const keys = new Set(mutants.map(({ key }) => key));
  const current = new Map([...state].filter(([key]) => keys.has(key)));
  save(stateFile, current);
  await report({ root: ROOT, room, mutants, state: current, sampled });
}

/**
 * Runs what reaches a mutant: tests that noticed others of its file first, then those that noticed any, then the quickest; of each file of
 * tests its first before any file's second, so that the limit does not keep all but one kind of test away.
 */
async function tryMutant({ id, file }, { tests, atLoad, costs, reached, kills }) {
  const by = reached.get(id);
  if (by === undefined) return { status: atLoad.has(id) ? "static" : "noCoverage" };
  const count = (key) => kills.get(key) ?? 0;
  const value = (name) =>
    (0.2 + count(`${file}\n${name}`) + 0.05 * count(name)) / (2 + costs.get(name));
  const seen = new Map();
  const order = [...by.keys()]
    .map((name) => ({ name, value: value(name) }))
    .sort((a, b) => b.value - a.value)
    .map((test) => {
      const [testFile = ""] = test.name.split(" > ", 1);
      const before = seen.get(testFile) ?? 0;
      seen.set(testFile, before + 1);
      return { ...test, value: test.value / (1 + before) };
    })
    .sort((a, b) => b.value - a.value);
  const names = [];
  let cost = 0;
  for (const { name } of order) {
    if (names.length > 0 && cost + costs.get(name) > MAX_COST) continue;
    names.push(name);
    cost += costs.get(name);
  }
  const limits = names.map((name) => 20_000 + MAX_TIMES_AS_OFTEN * by.get(name));
  const start = Date.now();
  const { status, killer } = await tests.tryMutant({ id, names, limits, cost });
  if (killer !== null)
    for (const key of [killer, `${file}\n${killer}`]) kills.set(key, count(key) + 1);
  return { status, killer, ms: Date.now() - start };
}

function testFiles(folders) {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, "packages/testkit/test", folder), { recursive: true })
      .filter((name) => name.endsWith(".test.ts") && !LEFT_OUT.test(name))
      .map((name) => `packages/testkit/test/${folder}/${name}`)
      .sort(),
  );
}

/** Ids drawn with a fixed seed (mulberry32). */
function sample(mutants, count) {
  let seed = 12;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const ranked = mutants.map(({ id }) => ({ id, rank: random() }));
  return new Set(
    ranked
      .sort((a, b) => a.rank - b.rank)
      .slice(0, count)
      .map(({ id }) => id),
  );
}

function save(file, state) {
  mkdirSync(WORK, { recursive: true });
  writeFileSync(file, JSON.stringify([...state]));
}
