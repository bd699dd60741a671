// What counting fuel costs: time to instrument a module, its growth, and metered against unmetered runs.
//
//   node bench/metering.mjs [--json]
//
// Fails (exit 1) when instrumenting takes longer than its bar, or weight logic at -O3 more than its, metered by unmetered.
// Needs the built testkit (npm run build). Programs are the fuel corpus' own (packages/testkit/test/metering/corpus):
// real guests in AssemblyScript and C, `run` called again and again in one warm instance, metered and unmetered taking
// turns, medians; weight logic (`_start`) in a fresh instance each time. Both variants' results are compared.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { instrument } from "../packages/testkit/dist/metering/instrument.js";

const CORPUS = new URL("../packages/testkit/test/metering/corpus/", import.meta.url);
const OPTIONS = { costModel: "classic", maxMemoryPages: 1024, meter: true };
const PLENTY = 2n ** 62n;
const SAMPLES = 25;
const SAMPLE_MS = 12;
const BARS = { ratio: 1.3, instrumentMs: 60 };

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function programs() {
  const { modules } = JSON.parse(readFileSync(new URL("corpus.json", CORPUS), "utf8"));
  return modules
    .filter(({ file, classic }) => file !== undefined && classic.verdict === "done")
    .map(({ name, file, stdin, classic }) => ({
      name,
      fuel: classic.fuel,
      wasm: gunzipSync(readFileSync(new URL(`modules/${file}`, CORPUS))),
      stdin:
        stdin === undefined
          ? new Uint8Array(0)
          : readFileSync(new URL(`programs/${stdin}`, CORPUS)),
    }));
}

/** The least host that these guests need. */
function hostFor(module, stdin) {
  const state = { memory: null, cursor: 0, unread: new Uint8Array(0) };
  const bytes = (at, size) => new Uint8Array(state.memory.buffer, at, size);
  const word = (at, value) => new DataView(state.memory.buffer).setUint32(at, value, true);
  const vectors = (at, count, each) => {
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const view = new DataView(state.memory.buffer, at + 8 * index, 8);
      total += each(bytes(view.getUint32(0, true), view.getUint32(4, true)));
    }
    return total;
  };
  const known = {
    fd_write: (_, at, count, written) => (
      word(
        written,
        vectors(at, count, (part) => part.length),
      ),
      0
    ),
    fd_read(_, at, count, read) {
      const total = vectors(at, count, (part) => {
        const some = stdin.subarray(state.cursor, state.cursor + part.length);
        part.set(some);
        state.cursor += some.length;
        return some.length;
      });
      word(read, total);
      return 0;
    },
    memory_read(at, _, count) {
      bytes(at, stdin.length).set(stdin);
      word(count, stdin.length);
      return 0;
    },
    http_req(_a, _b, _c, _d, handle, code) {
      state.unread = new TextEncoder().encode('{"delay":2544.5,"value":2544.5}');
      word(handle, 1);
      word(code, 200);
      return 0;
    },
    http_read_body(_, at, size, count) {
      const part = state.unread.subarray(0, size);
      state.unread = state.unread.subarray(size);
      bytes(at, part.length).set(part);
      word(count, part.length);
      return 0;
    },
    http_close: () => 0,
    args_sizes_get: (a, b) => (word(a, 0), word(b, 0), 0),
    environ_sizes_get: (a, b) => (word(a, 0), word(b, 0), 0),
  };
  const imports = {};
  for (const { module: room, name } of WebAssembly.Module.imports(module))
    (imports[room] ??= {})[name] = known[name] ?? (() => 52);
  return { state, imports };
}

/** A function that does one run of the program. */
function runner(bytes, metered, stdin) {
  const module = new WebAssembly.Module(bytes);
  const { state, imports } = hostFor(module, stdin);
  const make = () => {
    state.cursor = 0;
    const { exports } = new WebAssembly.Instance(module, imports);
    state.memory = exports.memory;
    if (metered !== null) {
      exports[metered.fuelExport].value = PLENTY;
      if (metered.startExport !== null) exports[metered.startExport]();
    }
    return exports;
  };
  const kept = make();
  if (kept._start === undefined) return () => kept.run();
  return () => {
    make()._start();
    return null;
  };
}

function timed(run, turns) {
  const start = performance.now();
  for (let turn = 0; turn < turns; turn += 1) run();
  return (performance.now() - start) / turns;
}

async function compare({ name, fuel, wasm, stdin }) {
  const metered = instrument(wasm, OPTIONS);
  const plain = runner(wasm, null, stdin);
  const counted = runner(metered.bytes, metered, stdin);
  if (plain() !== counted()) throw new Error(`${name}: metering changed the result`);
  // Both until the engine's optimizing compiler is through with them.
  for (let wait = 0; wait < 6; wait += 1) {
    timed(plain, 30);
    timed(counted, 30);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  const turns = Math.max(1, Math.ceil(SAMPLE_MS / Math.max(timed(counted, 5), 0.0005)));
  const ratios = [];
  const plains = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const first = timed(plain, turns);
    const second = timed(counted, turns);
    plains.push(first);
    ratios.push(second / first);
  }
  return {
    name,
    fuel,
    microseconds: median(plains) * 1000,
    ratio: median(ratios),
    growth: metered.bytes.length / wasm.length,
  };
}

/** Milliseconds to instrument: the first call of this process, then the median, both by 100 KB. */
function instrumentTimes(wasm) {
  const scale = 100_000 / wasm.length;
  const first = timed(() => instrument(wasm, OPTIONS), 1) * scale;
  const later = [];
  for (let sample = 0; sample < 40; sample += 1)
    later.push(timed(() => instrument(wasm, OPTIONS), 1) * scale);
  return { bytes: wasm.length, first, median: median(later) };
}

const all = programs();
const largest = all.reduce((best, one) => (one.wasm.length > best.wasm.length ? one : best));
const instrumenting = { name: largest.name, ...instrumentTimes(largest.wasm) };
const runs = [];
for (const program of all) runs.push(await compare(program));
const typical = median(runs.map(({ ratio }) => ratio));
const worst = runs.reduce((most, one) => (one.ratio > most.ratio ? one : most));
const logic = runs.filter(({ name }) => /^(template|example) .* O3$/.test(name));

if (process.argv.includes("--json")) {
  console.log(
    JSON.stringify({ version: 1, bars: BARS, instrumenting, typical, worst, runs }, null, 1),
  );
} else {
  const { name, bytes, first } = instrumenting;
  console.log(
    `instrumenting 100 KB (scaled from ${name}, ${bytes} B): first ${first.toFixed(1)} ms, then ${instrumenting.median.toFixed(1)} ms (bar ${BARS.instrumentMs})`,
  );
  console.log(
    `${"program".padEnd(44)} ${"fuel".padStart(9)} ${"unmetered us".padStart(13)} ${"metered/un.".padStart(12)} ${"size".padStart(6)}`,
  );
  for (const one of runs)
    console.log(
      `${one.name.padEnd(44)} ${String(one.fuel).padStart(9)} ${one.microseconds.toFixed(1).padStart(13)} ${one.ratio.toFixed(2).padStart(12)} ${one.growth.toFixed(2).padStart(6)}`,
    );
  console.log(
    `median ratio ${typical.toFixed(2)}, worst ${worst.ratio.toFixed(2)} (${worst.name}); weight logic at -O3 ${logic.map(({ ratio }) => ratio.toFixed(2)).join(", ") || "-"} (bar ${BARS.ratio})`,
  );
}
const logicRatio = median(logic.map(({ ratio }) => ratio));
if (instrumenting.median > BARS.instrumentMs || logicRatio > BARS.ratio) process.exitCode = 1;
