// How often is a verdict wrong, what can it find, and do its intervals hold? Simulated histories through the metrics, and real
// templates' WASM end to end.
//
//   node bench/verdict.mjs [--quick] [--json] [--write] [--only GROUP]
//
// Every rate is printed with its standard error and, where it has one, its bar; bars are met within two standard errors. Exits
// with 1 when one is missed. `--quick`: few seeds, no bars (is everything still in place?). `--write`: replaces
// bench/verdict.json and the tables of docs/explanation/how-sure.md.
// 1. size: neither is better; rate of "better" or "worse" before and after the reliability gate, and the share gated.
//    few: where the gate is weakest.
// 2. wasm: the same through replays of real templates.
// 3. topics: 53 null topics; the overall verdict.
// 4. coverage: the 95 % interval of the skill. 5. power: "better" where the other error is so much larger.

import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { CELLS, seedsOf } from "./verdict/cells.mjs";
import { judged } from "./verdict/judged.mjs";
import { withTables } from "./verdict/markdown.mjs";
import { tables } from "./verdict/tables.mjs";
import { buildTemplates } from "./verdict/wasm.mjs";

const argv = process.argv.slice(2);
const flags = new Set(argv);
const only = flags.has("--only") ? argv[argv.indexOf("--only") + 1] : null;
const quick = flags.has("--quick");
const SEEDS = quick ? { seeds: 2, wasmSeeds: 1 } : { seeds: 2000, wasmSeeds: 200 };
/** Small enough that threads end together. */
const PIECE = { size: 500, few: 500, wasm: 25, topics: 100, coverage: 500, power: 500 };

/** Counts of every cell, by all threads. */
async function measureAll() {
  const pieces = CELLS.flatMap((cell, index) => {
    if (only !== null && cell.group !== only) return [];
    const seeds = seedsOf(cell, SEEDS);
    const piece = PIECE[cell.group];
    return Array.from({ length: Math.ceil(seeds / piece) }, (_, k) => ({
      cell: index,
      from: k * piece,
      to: Math.min(seeds, (k + 1) * piece),
    }));
  });
  // The longest first.
  pieces.sort((a, b) => CELLS[b.cell].n - CELLS[a.cell].n);
  const counts = CELLS.map(() => ({}));
  const threads = Math.min(availableParallelism(), pieces.length);
  await Promise.all(Array.from({ length: threads }, () => work(pieces, counts)));
  return counts;
}

function work(pieces, counts) {
  const worker = new Worker(new URL("./verdict/cell-worker.mjs", import.meta.url));
  return new Promise((resolve, reject) => {
    const next = () => {
      const piece = pieces.shift();
      if (piece === undefined) void worker.terminate().then(resolve);
      else worker.postMessage(piece);
    };
    worker.on("message", ({ cell, counts: some }) => {
      for (const [name, count] of Object.entries(some)) {
        counts[cell][name] = (counts[cell][name] ?? 0) + count;
      }
      next();
    });
    worker.on("error", reject);
    next();
  });
}

buildTemplates();
const counts = await measureAll();
const cells = CELLS.map((cell, index) => judged(cell, counts[index], !quick)).filter(
  ({ group }) => only === null || group === only,
);
const result = { version: 1, ...SEEDS, cells };
if (flags.has("--json")) console.log(JSON.stringify(result));
else console.log(tables(cells));
if (flags.has("--write")) {
  const lines = cells.map((cell) => `    ${JSON.stringify(cell)}`).join(",\n");
  const head = JSON.stringify({ version: 1, ...SEEDS }).slice(1, -1);
  const path = fileURLToPath(new URL("verdict.json", import.meta.url));
  writeFileSync(path, `{${head},"cells":[\n${lines}\n]}\n`);
  const page = fileURLToPath(new URL("../docs/explanation/how-sure.md", import.meta.url));
  writeFileSync(page, withTables(readFileSync(page, "utf8"), result));
}
const missed = cells.filter((cell) => cell.missed.length > 0);
for (const { group, row, n, missed: bars } of missed) {
  console.error(`missed: ${group}, ${row}, n = ${n}: ${bars.join("; ")}`);
}
if (missed.length > 0) process.exitCode = 1;
