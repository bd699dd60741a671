// Reads mutants in a separate thread, which may hang: it reports before each batch where it is, so that whoever watches knows.

import { parentPort, workerData } from "node:worker_threads";
import { generator, mutant } from "./mutate.mjs";
import { targets } from "./targets.mjs";

const { name, from, to, seed, place } = workerData;
const { seeds, read } = (await targets()).get(name);
const position = new Int32Array(place);
const tally = {};
let slowest = 0;

for (let run = from; run < to; run += 1) {
  Atomics.store(position, 0, run);
  const bytes = made(run);
  const before = performance.now();
  const outcome = await outcomeOf(bytes);
  slowest = Math.max(slowest, performance.now() - before);
  tally[outcome.code] = (tally[outcome.code] ?? 0) + 1;
  if (!outcome.fine) parentPort.postMessage({ kind: "fault", run, bytes, what: outcome.what });
}
parentPort.postMessage({ kind: "done", tally, slowest, rss: process.memoryUsage().rss });

function made(run) {
  const random = generator((seed ^ Math.imul(run + 1, 0x9e3779b1)) >>> 0);
  const pick = () => seeds[Math.floor(random() * seeds.length)];
  return mutant(pick(), pick(), random);
}

async function outcomeOf(bytes) {
  try {
    await read(bytes);
    return { code: "accepted", fine: true };
  } catch (error) {
    const code = error?.code;
    const ours = typeof code === "string" && /^WK\d{3}$/.test(code) && code !== "WK900";
    return { code: ours ? code : "other", fine: ours, what: error?.stack ?? String(error) };
  }
}
