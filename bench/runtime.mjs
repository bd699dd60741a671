// How many rounds a second the runtime runs, next to the ways in which one could do without it, on the same module and payload.
//
//   node bench/runtime.mjs [--json] [--check] [--wasm FILE]
//
// (a) our runtime, unmetered      (b) our runtime, metered
// (c) node:wasi, a fresh instance a round, its imports wrapped (it crashes otherwise) and its streams files, as its API needs
// (d) a process a round           (e) the floor: a bare instance and `_start`, with the least imports that work
// (t) ours with the timer that ends endless loops in the same thread
//
// A round is the template on 40 workers at one time, ground truth over HTTP answered from memory. One process, one thread; the
// contestants take turns in batches; medians. Their stdout must be equal. `--check` fails when a bar of the project is missed.

import { spawnSync } from "node:child_process";
import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { WASI } from "node:wasi";
import { instrument } from "@weightkit/testkit/internal/metering/instrument";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const WORKERS = 40;
const BATCH = 100;
const BATCHES = 60;
const PROCESSES = 12;
const BLOCK_TIME = 1_700_010_000;
const BARS = { floor: 1.3, wasi: 4, process: 400, metered: 1.3, instrument: 60 };

const ANSWER = JSON.stringify({ delay: 2650 });
const temp = mkdtempSync(join(tmpdir(), "weightkit-bench-"));
const option = (name) => process.argv[process.argv.indexOf(name) + 1];

try {
  const wasm = process.argv.includes("--wasm") ? readFileSync(option("--wasm")) : buildTemplate();
  const result = measure(wasm, payload());
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else print(result);
  if (process.argv.includes("--check")) check(result);
} finally {
  rmSync(temp, { recursive: true });
}

/** The template as `weightkit build` makes it. */
function buildTemplate() {
  // Inside the repository, where the SDK is found.
  const folder = mkdtempSync(join(ROOT, "bench/.build-"));
  try {
    cpSync(join(ROOT, "templates/ema-absolute-error"), folder, { recursive: true });
    const cli = join(ROOT, "packages/cli/bin/weightkit.js");
    const { status, stderr } = spawnSync(process.execPath, [cli, "build"], { cwd: folder });
    if (status !== 0) throw new Error(String(stderr));
    return readFileSync(join(folder, "build/ema-absolute-error.wasm"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function payload() {
  const workers = Array.from(
    { length: WORKERS },
    (_, i) => `allo1${String(i).padStart(2, "0")}qpzry9x8gf2tvdw0s3jn54khce6mua7l${"q".repeat(4)}`,
  );
  const inferences = workers.map((worker, i) => ({ worker, inference: String(2500 + 7 * i) }));
  const weights = Object.fromEntries(workers.map((worker, i) => [worker, String(1000 + 97 * i)]));
  return Buffer.from(
    JSON.stringify({
      inferences: [{ timestamp: "1700006400", inferences }],
      latest_weights: weights,
    }),
  );
}

function measure(wasm, stdin) {
  const module = new WebAssembly.Module(wasm);
  const contestants = {
    floor: floor(module, stdin),
    ours: ours(wasm, stdin, { metered: false, guard: "none" }),
    metered: ours(wasm, stdin, { metered: true, guard: "none" }),
    timer: ours(wasm, stdin, { metered: true, guard: "timer" }),
    wasi: nodeWasi(module, stdin),
  };
  const wanted = contestants.floor();
  if (!wanted.includes('"weights"')) throw new Error(`the floor printed ${wanted}`);
  for (const [name, run] of Object.entries(contestants))
    if (run() !== wanted) throw new Error(`${name} printed something else`);
  const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let batch = -10; batch < BATCHES; batch += 1)
    for (const [name, run] of Object.entries(contestants)) {
      const start = performance.now();
      for (let i = 0; i < BATCH; i += 1) run();
      if (batch >= 0) times[name].push((performance.now() - start) / BATCH);
    }
  const medians = Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, median(all)]),
  );
  // Turns are taken side by side, so ratios are taken turn by turn.
  const ratio = (a, b) => median(times[a].map((time, i) => time / times[b][i]));
  medians.process = processes(wasm, stdin, wanted);
  return {
    bytes: { wasm: wasm.length, payload: stdin.length },
    milliseconds: medians,
    ratios: {
      floor: ratio("ours", "floor"),
      metered: ratio("metered", "ours"),
      timer: ratio("timer", "metered"),
      wasi: ratio("wasi", "ours"),
      process: medians.process / medians.ours,
    },
    instrument: instrumenting(wasm),
  };
}

function ours(wasm, stdin, { metered, guard }) {
  const logic = logicFromBytes("bench", wasm);
  const prepared = v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered, guard });
  const response = { status: 200, headers: {}, body: Buffer.from(ANSWER) };
  const request = {
    ...{ stdin, env: { TOPIC_ID: "1" }, args: ["bench.wasm"], blockTime: BLOCK_TIME, seed: 1 },
    ...{ permissions: ["https://data.example/"], http: () => response },
  };
  return () => {
    const { stdout, failure } = prepared.run(request);
    if (failure !== null) throw new Error(failure.message);
    return Buffer.from(stdout.buffer, stdout.byteOffset, stdout.length).toString("latin1");
  };
}

/** Least imports that work; what is not called is not there. */
function hostOf(stdin) {
  const answer = Buffer.from(ANSWER);
  const host = { memory: null, read: 0, ended: false };
  const view = () => new DataView(host.memory.buffer);
  const bytes = () => new Uint8Array(host.memory.buffer);
  host.blockless = {
    blockless_memory: {
      memory_read(at, capacity, lengthAt) {
        if (capacity < stdin.length) throw new Error("buffer too small");
        if (at + stdin.length > bytes().length) return 2;
        bytes().set(stdin, at);
        view().setUint32(lengthAt, stdin.length, true);
        return 0;
      },
      env_var_read: () => 1,
    },
    blockless_http: {
      http_req(_url, _urlLength, _options, _optionsLength, handleAt, statusAt) {
        host.read = 0;
        view().setUint32(handleAt, 1, true);
        view().setUint32(statusAt, 200, true);
        return 0;
      },
      http_read_body(_handle, at, capacity, lengthAt) {
        const part = answer.subarray(host.read, host.read + capacity);
        bytes().set(part, at);
        host.read += part.length;
        view().setUint32(lengthAt, part.length, true);
        return 0;
      },
      http_close: () => 0,
    },
  };
  return host;
}

function floor(module, stdin) {
  const host = hostOf(stdin);
  let output = "";
  const imports = {
    ...host.blockless,
    wasi_snapshot_preview1: {
      fd_write(fd, iovs, count, writtenAt) {
        const view = new DataView(host.memory.buffer);
        let total = 0;
        for (let i = 0; i < count; i += 1) {
          const at = view.getUint32(iovs + 8 * i, true);
          const length = view.getUint32(iovs + 8 * i + 4, true);
          if (fd === 1) output += Buffer.from(host.memory.buffer, at, length).toString("latin1");
          total += length;
        }
        view.setUint32(writtenAt, total, true);
        return 0;
      },
      proc_exit(code) {
        throw new Error(`exit ${code}`);
      },
    },
  };
  return () => {
    output = "";
    const instance = new WebAssembly.Instance(module, imports);
    host.memory = instance.exports.memory;
    instance.exports._start();
    return output;
  };
}

function nodeWasi(module, stdin) {
  const [input, output] = [join(temp, "stdin"), join(temp, "stdout")];
  writeFileSync(input, stdin);
  writeFileSync(output, "");
  return () => {
    const host = hostOf(stdin);
    const files = [openSync(input, "r"), openSync(output, "r+")];
    ftruncateSync(files[1]);
    const options = { version: "preview1", env: { TOPIC_ID: "1" }, args: ["bench.wasm"] };
    const wasi = new WASI({ ...options, stdin: files[0], stdout: files[1], returnOnExit: true });
    // node:wasi crashes the process in a loop unless its functions are wrapped (nodejs/node #46777).
    const wrapped = Object.fromEntries(
      Object.entries(wasi.wasiImport).map(([name, run]) => [name, (...args) => run(...args)]),
    );
    const imports = { ...host.blockless, wasi_snapshot_preview1: wrapped };
    const instance = new WebAssembly.Instance(module, imports);
    host.memory = instance.exports.memory;
    wasi.start(instance);
    for (const file of files) closeSync(file);
    return readFileSync(output, "latin1");
  };
}

/** The same round in a separate process, as a node runs it. */
function processes(wasm, stdin, wanted) {
  const [script, module] = [join(temp, "round.mjs"), join(temp, "round.wasm")];
  writeFileSync(module, wasm);
  writeFileSync(
    script,
    `import { readFileSync } from "node:fs";
const ANSWER = ${JSON.stringify(ANSWER)};
${hostOf}
${floor}
const [wasm, stdin] = [readFileSync(${JSON.stringify(module)}), readFileSync(0)];
process.stdout.write(floor(new WebAssembly.Module(wasm), stdin)());`,
  );
  const times = Array.from({ length: PROCESSES }, () => {
    const start = performance.now();
    const { stdout } = spawnSync(process.execPath, [script], { input: stdin });
    if (stdout.toString("latin1") !== wanted) throw new Error("the process printed something else");
    return performance.now() - start;
  });
  return median(times);
}

/** Milliseconds to meter a module of about 100 KB: the template's own code, many times over. */
function instrumenting(wasm) {
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now();
    instrument(wasm, { costModel: "classic", maxMemoryPages: 1024, meter: true });
    return performance.now() - start;
  });
  const milliseconds = median(times);
  return { bytes: wasm.length, milliseconds, per100KB: (milliseconds / wasm.length) * 100_000 };
}

function print({ bytes, milliseconds, ratios, instrument: metering }) {
  const row = (label, name) => {
    const time = milliseconds[name];
    console.log(
      `${label.padEnd(38)} ${(1000 / time).toFixed(0).padStart(8)} rounds/s  ${(time * 1000).toFixed(1).padStart(9)} µs`,
    );
  };
  console.log(
    `${WORKERS} workers, ${bytes.payload} bytes of payload, ${bytes.wasm} bytes of WASM, Node ${process.version}\n`,
  );
  row("(a) ours, unmetered", "ours");
  row("(b) ours, metered", "metered");
  row("(t) ours, metered, with a timer", "timer");
  row("(c) node:wasi", "wasi");
  row("(d) a process a round", "process");
  row("(e) the floor", "floor");
  const line = (label, value, bar, within) =>
    console.log(
      `${label.padEnd(38)} ${value.toFixed(2).padStart(8)}  ${within ? "at most" : "at least"} ${bar}`,
    );
  console.log("");
  line("(a) time / (e) time", ratios.floor, BARS.floor, true);
  line("(b) time / (a) time", ratios.metered, BARS.metered, true);
  line("(c) time / (a) time", ratios.wasi, BARS.wasi, false);
  line("(d) time / (a) time", ratios.process, BARS.process, false);
  line("metering 100 KB, ms", metering.per100KB, BARS.instrument, true);
}

function check({ ratios, instrument: metering }) {
  const missed = [
    ratios.floor > BARS.floor && "(a) is too slow beside (e)",
    ratios.metered > BARS.metered && "(b) is too slow beside (a)",
    ratios.wasi < BARS.wasi && "(a) is too slow beside (c)",
    ratios.process < BARS.process && "(a) is too slow beside (d)",
    metering.per100KB > BARS.instrument && "metering is too slow",
  ].filter(Boolean);
  for (const what of missed) console.error(what);
  if (missed.length > 0) process.exitCode = 1;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
