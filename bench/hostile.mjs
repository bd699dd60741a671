// Runs what means harm, and shows that the harness takes none.
//
//   node bench/hostile.mjs [--runs 10000] [--seed 1] [--json] [--runs-only]
//
// First the attacks on commands of hostile/attacks.mjs, each against its bars of time and memory. Then the runs:
//
// Fuzzed bytes, mutated modules and hostile guests (endless loops, floods, growth, recursion, wild pointers, escapes, hoards of
// handles) go through loading, metering and both guards, in this thread and in pool threads. Fails when one hangs, throws what is not a
// row of the error table, crashes, leaves memory behind (resident size after the first 1,000 runs against the end's), or opens a file, a
// socket or a process: Node's functions for those are replaced by traps before the first run.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import fsPromises from "node:fs/promises";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const RUNS = Number(option("--runs") ?? 10_000);
const SEED = Number(option("--seed") ?? 1);
/** Fuel for a run: ends what does not end by itself, in some milliseconds. */
const FUEL = 300_000;
const LIMITS = {
  ...{ fuel: FUEL, memoryPages: 256, milliseconds: 1000 },
  ...{ stdoutBytes: 1 << 20, stderrBytes: 1 << 16, httpBodyBytes: 1 << 16 },
};
/** A run may take this much of the processor at most, in milliseconds, limits and all. */
const SLOWEST = 5000;
/** What resident memory may have grown by since the first 1,000 runs. */
const GROWTH = 64 * 2 ** 20;

const require = createRequire(import.meta.url);
if (!process.argv.includes("--runs-only")) attackCommands();
const wabt = await (await import("wabt")).default();
const { logicFromBytes } = await import("@weightkit/testkit/internal/logic/load");
const { nothingAsked } = await import("@weightkit/testkit/internal/runtime/engine");
const { v8Engine } = await import("@weightkit/testkit/internal/runtime/v8/v8-engine");
const { WeightkitError } = await import("@weightkit/testkit/internal/errors/weightkit-error");
const { jobModule } = await import("@weightkit/testkit/internal/threads/job-module");
const { WorkerPool } = await import("@weightkit/testkit/internal/threads/pool");
const { roundJob } = await import("@weightkit/testkit/internal/round/round-job");
const { runRound } = await import("@weightkit/testkit/internal/round/run-round");
const { V8 } = await import("@weightkit/testkit/internal/runtime/engine-choice");

const random = mulberry(SEED);
const guests = hostileGuests();
const seeds = [...guests.map(({ wasm }) => wasm), cGuest("uniform"), cGuest("stdin-sum")];
// Where a thread finds its job is looked up once in a process.
jobModule(roundJob.module);
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const touched = forbid();
const tally = new Map();
let slowest = 0;
let early = 0;

for (let i = 0; i < RUNS; i += 1) {
  const wasm = i % 3 === 0 ? fuzzed() : i % 3 === 1 ? mutated() : pick(guests).wasm;
  const metered = i % 4 !== 3;
  const before = process.cpuUsage();
  count(runOnce(wasm, metered));
  const { user, system } = process.cpuUsage(before);
  const took = (user + system) / 1000;
  slowest = Math.max(slowest, took);
  if (took > SLOWEST) throw new Error(`run ${i} took ${took} ms of the processor`);
  if (i === Math.min(999, RUNS >> 1)) early = resident();
}
const late = resident();
if (process.argv.includes("--each")) each();
const inThreads = await hostileInThreads();
const report = {
  ...{
    runs: RUNS,
    seed: SEED,
    slowestMs: Math.round(slowest),
    outcomes: Object.fromEntries(tally),
  },
  residentMiB: { early: mib(early), late: mib(late) },
  ...{ inThreads, touched },
};
console.log(process.argv.includes("--json") ? JSON.stringify(report) : report);
if (late - early > GROWTH) fail(`memory grew by ${mib(late - early)} MiB`);
if (touched.length > 0) fail(`reached for ${touched.join(", ")}`);

/** In another process, before this one loses the means to start any. */
function attackCommands() {
  const attacks = fileURLToPath(new URL("hostile/attacks.mjs", import.meta.url));
  const { status } = spawnSync(process.execPath, [attacks], { stdio: ["ignore", 2, 2] });
  if (status !== 0) fail("an attack on a command missed a bar");
}

function runOnce(wasm, metered) {
  try {
    const logic = logicFromBytes("hostile", wasm);
    const limits = metered ? LIMITS : { ...LIMITS, milliseconds: 20 };
    const prepared = v8Engine.prepare(logic, { limits, metered, guard: "timer" });
    let answers = 0;
    const { exitCode, failure } = prepared.run({
      ...nothingAsked,
      ...{ stdin: Buffer.from('{"inferences":[],"latest_weights":{}}'), stdinMode: "inherit" },
      ...{ args: ["hostile.wasm"], env: { TOPIC_ID: "1" }, permissions: ["http://d.example/"] },
      http: () =>
        answers++ % 2 === 0 ? { status: 200, headers: {}, body: Buffer.alloc(100) } : null,
    });
    return failure === null ? `exit ${exitCode}` : failure.code;
  } catch (error) {
    if (error instanceof WeightkitError) return `refused ${error.code}`;
    throw error;
  }
}

/** The same in threads, where a watchdog is the only guard: one endless loop among runs that go well. */
async function hostileInThreads() {
  const pool = new WorkerPool(2);
  const request = { ...nothingAsked, http: undefined };
  const run = (wasm) =>
    runRound(
      {
        logic: logicFromBytes("hostile", wasm),
        options: { limits: { ...LIMITS, fuel: null, milliseconds: 200 }, metered: false },
        ...{ engine: V8, request, sources: [] },
      },
      pool,
    );
  const [loop, good] = ["loop", "good"].map((name) => guests.find((it) => it.name === name).wasm);
  const outcomes = await Promise.all([loop, good, good, loop, good, good].map(run));
  await pool.close();
  const codes = outcomes.map(({ outcome: { failure } }) => failure?.code ?? "ok");
  if (codes.join() !== "WK431,ok,ok,WK431,ok,ok") fail(`threads ended with ${codes.join()}`);
  return codes;
}

function hostileGuests() {
  const wasi = (name, type) =>
    `(import "wasi_snapshot_preview1" "${name}" (func $${name} ${type}))`;
  const i32s = (n) => `(param ${"i32 ".repeat(n)}) (result i32)`;
  const imports = [
    ...[wasi("fd_write", i32s(4)), wasi("fd_read", i32s(4)), wasi("random_get", i32s(2))],
    ...[wasi("proc_exit", "(param i32)"), wasi("fd_close", i32s(1)), wasi("poll_oneoff", i32s(4))],
    wasi("path_open", "(param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)"),
    `(import "blockless_memory" "memory_read" (func $memory_read ${i32s(3)}))`,
    `(import "blockless_http" "http_req" (func $http_req ${i32s(6)}))`,
    `(import "blockless_socket" "tcp_connect" (func $tcp_connect ${i32s(3)}))`,
    `(import "blockless_cgi" "cgi_open" (func $cgi_open ${i32s(3)}))`,
  ].join("\n");
  const text = '"/etc/passwd http://d.example/x {\\"method\\":\\"get\\",\\"headers\\":\\"{}\\"}"';
  const bodies = {
    good: "nop",
    loop: "(loop (br 0))",
    quietLoop: "(loop (drop (call $fd_close (i32.const 9))) (br 0))",
    recursion: "(call $start)",
    trap: "unreachable",
    grow: "(loop (drop (memory.grow (i32.const 1))) (br 0))",
    growMuch: "(drop (memory.grow (i32.const 65000))) (drop (memory.grow (i32.const 255)))",
    fill: "(drop (memory.grow (i32.const 200))) (loop (memory.fill (i32.const 0) (i32.const 7) (i32.const 1000000)) (br 0))",
    floodOut:
      "(i32.store (i32.const 4) (i32.const 60000)) (loop (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))) (br 0))",
    floodError:
      "(i32.store (i32.const 4) (i32.const 60000)) (loop (drop (call $fd_write (i32.const 2) (i32.const 0) (i32.const 1) (i32.const 8))) (br 0))",
    wild: "(drop (call $fd_write (i32.const 1) (i32.const -4) (i32.const -1) (i32.const -8)))",
    wildRandom: "(drop (call $random_get (i32.const 65000) (i32.const -1)))",
    manyVectors:
      "(drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 8000) (i32.const 0)))",
    shortBuffer: "(drop (call $memory_read (i32.const 0) (i32.const 1) (i32.const 8)))",
    exit: "(loop (call $proc_exit (i32.const 77)) (br 0))",
    open: "(loop (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 1024) (i32.const 11) (i32.const 0) (i64.const -1) (i64.const -1) (i32.const 0) (i32.const 64))) (br 0))",
    connect:
      "(loop (drop (call $tcp_connect (i32.const 1024) (i32.const 20) (i32.const 64))) (drop (call $cgi_open (i32.const 1024) (i32.const 20) (i32.const 64))) (br 0))",
    hoard:
      "(loop (drop (call $http_req (i32.const 1036) (i32.const 18) (i32.const 1055) (i32.const 31) (i32.const 0) (i32.const 4))) (br 0))",
    sleep:
      "(i64.store (i32.const 24) (i64.const -1)) (loop (drop (call $poll_oneoff (i32.const 0) (i32.const 256) (i32.const 1) (i32.const 512))) (br 0))",
    deepStack: "(local i64 i64 i64 i64 i64 i64 i64 i64) (call $start) (call $start)",
    table: "(call_indirect (i32.const 3)) (loop (br 0))",
    nan: "(drop (i32.trunc_f64_s (f64.div (f64.const 0) (f64.const 0))))",
    growTable: "(loop (drop (table.grow 0 (ref.null func) (i32.const 100000))) (br 0))",
    readEmptyStdin:
      "(loop (drop (call $fd_read (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 8))) (br 0))",
    writeFile:
      "(loop (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 1024) (i32.const 11) (i32.const 9) (i64.const -1) (i64.const -1) (i32.const 0) (i32.const 64))) (br 0))",
  };
  /** What a module may hold, apart from its code. */
  const parts = {
    hugeTables: "(table 10000000 funcref) ".repeat(100),
    wideTables: "(table 1 10000000 funcref) ".repeat(100),
    manyImports: "",
    startLoop: "(func $forever (loop (br 0))) (start $forever)",
    initializeLoop: '(func (export "_initialize") (loop (br 0)))',
    mutualRecursion: "(func $a (call $b) (call $b)) (func $b (call $a) (call $a)) (start $a)",
  };
  const strangers = Array.from({ length: 2000 }, (_, i) => `(import "env" "f${i}" (func))`).join(
    " ",
  );
  const extras = Object.entries(parts).map(([name, part]) => ({
    name,
    wasm: assemble(
      `(module ${name === "manyImports" ? strangers : ""} (memory (export "memory") 1) ${part} (func (export "_start")))`,
    ),
  }));
  const plain = Object.entries(bodies).map(([name, body]) => ({
    name,
    wasm: assemble(
      `(module ${imports} (memory (export "memory") 1) (table 4 funcref) (data (i32.const 1024) ${text})
         (func $start (export "_start") ${body}))`,
    ),
  }));
  return [...plain, ...extras];
}

function assemble(text) {
  const module = wabt.parseWat("hostile.wat", text, { bulk_memory: true, reference_types: true });
  const { buffer } = module.toBinary({ write_debug_names: true });
  module.destroy();
  return Buffer.from(buffer);
}

function cGuest(name) {
  return fs.readFileSync(
    fileURLToPath(new URL(`../packages/testkit/test/guests/${name}.wasm`, import.meta.url)),
  );
}

/** Bytes of chance, most with a WASM's beginning. */
function fuzzed() {
  const bytes = Buffer.from(Array.from({ length: below(600) }, () => below(256)));
  if (below(4) > 0 && bytes.length > 8) Buffer.from("0061736d01000000", "hex").copy(bytes);
  return bytes;
}

/** A module with some bytes changed, cut, doubled or swapped for another module's. */
function mutated() {
  let bytes = Buffer.from(pick(seeds));
  for (let n = 1 + below(4); n > 0; n -= 1) {
    const at = 8 + below(Math.max(1, bytes.length - 8));
    const kind = below(5);
    if (kind === 0) bytes[at] = below(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    else if (kind === 2) bytes = bytes.subarray(0, at);
    else if (kind === 3)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at - below(8))]);
    else
      pick(seeds)
        .subarray(at, at + below(30))
        .copy(bytes, at);
  }
  return bytes;
}

/** Replaces what could leave the process by traps that record it; returns the list of what was reached for. */
function forbid() {
  const reached = [];
  const trap = (target, names, what) => {
    for (const name of names)
      if (typeof target[name] === "function")
        target[name] = () => {
          reached.push(`${what}.${name}`);
          throw new Error(`${what}.${name} was called`);
        };
  };
  const reading = [
    "openSync",
    "readFileSync",
    "writeFileSync",
    "open",
    "readFile",
    "writeFile",
    "opendir",
    "opendirSync",
  ];
  const more = [
    "readdirSync",
    "statSync",
    "unlinkSync",
    "rmSync",
    "mkdirSync",
    "createReadStream",
    "createWriteStream",
  ];
  trap(fs, [...reading, ...more], "fs");
  trap(fsPromises, [...reading, "readdir", "rm", "mkdir"], "fs/promises");
  trap(require("node:net"), ["connect", "createConnection", "createServer"], "net");
  trap(require("node:dns"), ["lookup", "resolve"], "dns");
  trap(require("node:http"), ["request", "get"], "http");
  trap(require("node:https"), ["request", "get"], "https");
  trap(
    require("node:child_process"),
    ["spawn", "spawnSync", "exec", "execSync", "execFile", "fork"],
    "child_process",
  );
  trap(globalThis, ["fetch"], "globalThis");
  syncBuiltinESMExports();
  return reached;
}

function count(outcome) {
  tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
}

function resident() {
  collect();
  return process.memoryUsage.rss();
}

function mib(bytes) {
  return Math.round(bytes / 2 ** 20);
}

function fail(what) {
  console.error(`FAILED: ${what}`);
  process.exitCode = 1;
}

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

function below(n) {
  return Math.floor(random() * n);
}

function pick(list) {
  return list[below(list.length)];
}

/** mulberry32 (Tommy Ettinger): the same chances for the same seed. */
function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Each hostile guest by itself, in milliseconds, metered and not. */
function each() {
  for (const { name, wasm } of guests)
    for (const metered of [true, false]) {
      const start = performance.now();
      const outcome = runOnce(wasm, metered);
      const took = Math.round(performance.now() - start);
      console.log(name.padEnd(12), metered ? "metered  " : "unmetered", outcome.padEnd(14), took);
    }
}
