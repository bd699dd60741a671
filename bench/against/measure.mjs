// Measures one checkout, named by the first argument, on a WASM that it built, the second, and prints processor time as JSON: see
// ../against.mjs.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [root, template] = process.argv.slice(2);
const WARM_UPS = 2;
const ROUNDS = 6;

/** Places that a file has had in the testkit, newest first. */
const HOMES = {
  engine: ["runtime/v8/v8-engine", "runtime/v8-engine"],
  limits: ["runtime/limits"],
  load: ["logic/load"],
  history: ["history/read-history"],
};

const load = async (what) => {
  const paths = HOMES[what].map((path) => join(root, "packages/testkit/dist", `${path}.js`));
  return await import(pathToFileURL(paths.find((path) => existsSync(path))).href);
};
const { compile, makePayload } = await import(
  pathToFileURL(join(root, "bench/sdk-guests.mjs")).href
);
const { v8Engine } = await load("engine");
const { DEFAULT_LIMITS } = await load("limits");
const { logicFromBytes } = await load("load");
const { readHistory } = await load("history");

const wasm = await compile("bench/guests/sdk", { limit: 4 << 20 });
const withoutHost = new WebAssembly.Module(wasm);
const large = makePayload(2_000_000, true);
const small = makePayload(40_000, true);
const folder = mkdtempSync(join(tmpdir(), "weightkit-against-"));
try {
  const [csv, lines] = histories();
  const times = {
    "SDK's reader, 2 MB": await time(1, () => read(large)),
    "run, metered, 40 kB": await time(60, run(small, true)),
    "run, unmetered, 40 kB": await time(60, run(small, false)),
    "run, metered, 2 MB": await time(1, run(large, true)),
    "history, CSV": await time(1, () => readHistory({ inferences: csv, truth: null })),
    "history, JSON Lines": await time(1, () => readHistory({ inferences: lines, truth: null })),
  };
  console.log(JSON.stringify(times));
} finally {
  rmSync(folder, { recursive: true });
}

/** The least of several rounds: what is added by other programs and by the collector is never negative. */
async function time(calls, action) {
  let least = Infinity;
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call += 1) await action();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) least = Math.min(least, (user + system) / 1000 / calls);
  }
  return least;
}

/** A bare instance, so that only the guest's reading is measured. */
function read(payload) {
  let memory = null;
  const { exports } = new WebAssembly.Instance(withoutHost, {
    env: { abort: () => undefined, seed: () => 0 },
    bench: { print: () => undefined, length: () => payload.length },
    blockless_memory: {
      memory_read(at, _capacity, lengthAt) {
        if (at + payload.length > memory.buffer.byteLength) return 2;
        new Uint8Array(memory.buffer, at, payload.length).set(payload);
        new DataView(memory.buffer).setUint32(lengthAt, payload.length, true);
        return 0;
      },
    },
    wasi_snapshot_preview1: { fd_write: () => 0, proc_exit: () => undefined },
  });
  memory = exports.memory;
  exports._start();
}

function run(stdin, metered) {
  const limits = { ...DEFAULT_LIMITS, fuel: 1e12 };
  const prepared = v8Engine.prepare(logicFromBytes("bench", readFileSync(template)), {
    limits,
    metered,
    guard: "none",
  });
  const request = { stdin, env: { TOPIC_ID: "1" }, args: ["b.wasm"], blockTime: 1, seed: 1 };
  return () => {
    const { failure } = prepared.run({ ...request, permissions: [], http: () => null });
    if (failure !== null) throw new Error(failure.message);
  };
}

/** 100,000 inferences of 50 workers. */
function histories() {
  const rows = Array.from({ length: 100_000 }, (_, i) => {
    const timestamp = 1_700_006_400 + 3600 * Math.floor(i / 50);
    return { timestamp, worker: `allo1worker${i % 50}`, value: ((i * 7919) % 100_003) / 8 };
  });
  const csv = rows.map(({ timestamp, worker, value }) => `${timestamp},${worker},${value}`);
  const paths = ["i.csv", "i.jsonl"].map((name) => join(folder, name));
  writeFileSync(paths[0], `timestamp,worker,value\n${csv.join("\n")}\n`);
  writeFileSync(paths[1], `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
  return paths;
}
