// Reads a million damaged files, and shows that none of them does harm.
//
//   node bench/mutants.mjs [--runs 1000000] [--seed 1] [--only NAME] [--part 1/20] [--threads N] [--save FOLDER] [--json]
//
// Mutants of valid inputs go through every reader of strangers' bytes: CSV, JSON Lines, Parquet, the logic's output, manifests, archives,
// project files, recordings and WASM (payloads are the SDK's: `npm run test:full -w @weightkit/sdk`). Fails when a reader throws what is
// not a row of the error table, takes longer than 2 s for one input, or needs more than 1 GiB. What fails is saved to the folder of
// --save (default bench/mutants/failures), one file a mutant, to be replayed with `--replay FILE --only NAME`.
//
// `--part 3/20` reads the third of twenty parts only: the parts of one seed are together what a whole run reads, so a million can be
// read on a busy machine piece by piece.
//
// `npm run fuzz` is the same without an end: a new seed after each round.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { targets } from "./mutants/targets.mjs";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    part: { type: "string", default: "1/1" },
    threads: { type: "string", default: String(availableParallelism()) },
    save: { type: "string", default: fileURLToPath(new URL("mutants/failures", import.meta.url)) },
    replay: { type: "string" },
    forever: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
/** Longest time for one input, in milliseconds, and most memory of the process, in bytes. */
const SLOWEST = 2000;
const MEMORY = 1 << 30;
/** Inputs a thread reads before it is made anew. */
const BATCH = 20_000;
/** Failures that are saved and printed; the rest is counted. */
const MAX_SAVED = 50;
/** Decoding Parquet costs some hundred times what the other readers do. */
const WEIGHTS = { parquet: 0.02, wasm: 0.1 };

const [part, parts] = values.part.split("/").map(Number);
if (!(part >= 1 && part <= parts)) throw new Error("--part is like 3/20");

const all = await targets();
const names = [...all.keys()].filter((name) => values.only === undefined || name === values.only);
if (names.length === 0) throw new Error(`--only is one of ${[...all.keys()].join(", ")}`);

if (values.replay !== undefined) {
  const { read } = all.get(names[0]);
  console.log(await read(readFileSync(values.replay)));
  process.exit(0);
}

for (let seed = Number(values.seed); ; seed += 1) {
  const failed = await round(seed);
  if (failed > 0) process.exitCode = 1;
  if (!values.forever) break;
}

async function round(seed) {
  const batches = names
    .flatMap((name) => batchesOf(name, seed))
    .filter((_, at) => at % parts === part - 1);
  const rows = new Map(
    names.map((name) => [name, { runs: 0, accepted: 0, slowest: 0, faults: 0 }]),
  );
  let rss = 0;
  const next = async () => {
    for (let batch = batches.pop(); batch !== undefined; batch = batches.pop()) {
      const { tally, slowest, memory, faults } = await readBatch(batch);
      const row = rows.get(batch.name);
      row.runs += batch.to - batch.from;
      row.accepted += tally.accepted ?? 0;
      row.slowest = Math.max(row.slowest, slowest);
      row.faults += faults;
      rss = Math.max(rss, memory);
    }
  };
  await Promise.all(Array.from({ length: Number(values.threads) }, next));
  const report = {
    seed,
    part: values.part,
    runs: [...rows.values()].reduce((sum, { runs }) => sum + runs, 0),
    peakMiB: Math.round(rss / 2 ** 20),
    readers: Object.fromEntries(rows),
  };
  if (values.json) console.log(JSON.stringify(report));
  else {
    console.log(
      `seed ${seed}, part ${values.part}: ${report.runs} mutants, at most ${report.peakMiB} MiB`,
    );
    console.table(report.readers);
  }
  const faults = [...rows.values()].reduce((sum, row) => sum + row.faults, 0);
  return faults + (rss > MEMORY ? 1 : 0);
}

function batchesOf(name, seed) {
  const total = names.reduce((sum, one) => sum + (WEIGHTS[one] ?? 1), 0);
  const runs = Math.ceil((Number(values.runs) * (WEIGHTS[name] ?? 1)) / total);
  const batches = [];
  for (let from = 0; from < runs; from += BATCH) {
    batches.push({ name, seed, from, to: Math.min(runs, from + BATCH) });
  }
  return batches;
}

/** Reads a batch in a thread that is ended when one input takes too long; what comes after that input is read by another. */
async function readBatch(batch) {
  const total = { tally: {}, slowest: 0, memory: 0, faults: 0 };
  for (let { from } = batch; from < batch.to;) {
    const place = new SharedArrayBuffer(4);
    const ended = await threadOf({ ...batch, from, place }, total);
    from = ended === null ? batch.to : ended + 1;
  }
  return total;
}

function threadOf(batch, total) {
  const position = new Int32Array(batch.place);
  Atomics.store(position, 0, -1);
  return new Promise((done) => {
    const thread = new Worker(new URL("mutants/thread.mjs", import.meta.url), {
      workerData: batch,
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    let last = -1;
    const watch = setInterval(() => {
      const now = Atomics.load(position, 0);
      if (now >= 0 && now === last && batch.name === "parquet") {
        total.tally.WK325 = (total.tally.WK325 ?? 0) + 1;
        total.slowest = SLOWEST;
        end(now);
      } else if (now >= 0 && now === last) lose(now, "hangs");
      last = now;
    }, SLOWEST);
    const end = (result) => {
      clearInterval(watch);
      void thread.terminate().then(() => done(result));
    };
    const lose = (run, what) => {
      total.faults += 1;
      console.error(`${batch.name}, seed ${batch.seed}, run ${run}: ${what}`);
      end(run);
    };
    thread.on("error", (error) => {
      const run = Atomics.load(position, 0);
      // A decoder of Parquet may die of damage: its thread is there for that, and the reader reports WK325.
      if (batch.name !== "parquet") return lose(run, `the thread died: ${error}`);
      total.tally.WK325 = (total.tally.WK325 ?? 0) + 1;
      end(run);
    });
    thread.on("message", (message) => {
      if (message.kind === "fault") {
        total.faults += 1;
        save(batch, message);
        return;
      }
      for (const [code, count] of Object.entries(message.tally)) {
        total.tally[code] = (total.tally[code] ?? 0) + count;
      }
      total.slowest = Math.max(total.slowest, Math.round(message.slowest));
      total.memory = Math.max(total.memory, message.rss);
      end(null);
    });
  });
}

let saved = 0;
function save({ name, seed }, { run, bytes, what }) {
  saved += 1;
  if (saved > MAX_SAVED) return;
  mkdirSync(values.save, { recursive: true });
  const path = join(values.save, `${name.replaceAll(" ", "-")}-${seed}-${run}.bin`);
  writeFileSync(path, bytes);
  console.error(`${name}, seed ${seed}, run ${run}: ${what}\n  saved as ${path}`);
}
