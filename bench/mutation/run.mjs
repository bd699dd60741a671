// Mutates rooms of the testkit with StrykerJS, and writes what its tests notice.
//
//   npm run test:mutation [-- ROOM...] [--from FOLDER]
//
// A room takes 10 to 60 minutes of one core, so it does not run in CI. Each writes its counts and its survivors to
// bench/mutation/results/ROOM.json; what was killed before is not tried again (.stryker/ROOM-incremental.json). Docs:
// docs/reference/mutation.md, whose numbers a test compares with those files. `--from` makes the results of a report that is there.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { ROOMS } from "./rooms.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const RESULTS = join(ROOT, "bench/mutation/results");
const WORK = ".stryker";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: "string" } },
});
const rooms = positionals.length === 0 ? Object.keys(ROOMS) : positionals;
const unknown = rooms.filter((room) => !(room in ROOMS));
if (unknown.length > 0) throw new Error(`no such room: ${unknown.join(", ")}`);

/** Our names of StrykerJS's statuses. */
const NAMES = {
  Killed: "killed",
  Timeout: "timeout",
  Survived: "survived",
  NoCoverage: "noCoverage",
  Ignored: "ignored",
  RuntimeError: "error",
  CompileError: "error",
};

for (const room of rooms) {
  if (values.from === undefined) mutate(room);
  await report(room, values.from ?? WORK);
}

function mutate(room) {
  const { status } = spawnSync("npx", ["stryker", "run", "bench/mutation/stryker.config.mjs"], {
    ...{ cwd: ROOT, stdio: "inherit" },
    env: { ...process.env, MUTATED_ROOM: room, MUTATION_WORK: WORK },
  });
  if (status !== 0) throw new Error(`StrykerJS ended with ${status}`);
}

/** Counts by status, and each survivor with its place and what it was changed to. */
async function report(room, from) {
  const { files } = JSON.parse(readFileSync(join(ROOT, from, `${room}.json`), "utf8"));
  const counts = { killed: 0, timeout: 0, survived: 0, noCoverage: 0, ignored: 0, error: 0 };
  const survivors = [];
  for (const [file, { source, mutants }] of Object.entries(files).sort()) {
    const lines = source.split("\n");
    for (const { status, mutatorName, replacement, location } of mutants) {
      counts[NAMES[status]] += 1;
      if (status !== "Survived" && status !== "NoCoverage") continue;
      const { start, end } = location;
      const original =
        start.line === end.line
          ? lines[start.line - 1].slice(start.column - 1, end.column - 1)
          : `${lines[start.line - 1].slice(start.column - 1)} …`;
      survivors.push({
        file: file.replace("packages/testkit/src/", ""),
        line: start.line,
        mutator: mutatorName,
        from: clip(original),
        to: clip(replacement),
        ...(status === "NoCoverage" ? { covered: false } : {}),
      });
    }
  }
  const tried = counts.killed + counts.timeout + counts.survived + counts.noCoverage;
  const score = Math.round((1000 * (counts.killed + counts.timeout)) / tried) / 10;
  mkdirSync(RESULTS, { recursive: true });
  const text = JSON.stringify({ room, tests: ROOMS[room], score, ...counts, survivors });
  writeFileSync(
    join(RESULTS, `${room}.json`),
    await format(text, { parser: "json", printWidth: 200 }),
  );
  console.log(`${room}: ${score} % of ${tried}`, counts);
}

function clip(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}
