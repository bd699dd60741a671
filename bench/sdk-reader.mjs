// How fast and in how much memory the SDK reads a payload, against V8's JSON.parse, json-as and @blockless/sdk on the same bytes.
//
//   node bench/sdk-reader.mjs [--json]
//
// A round is all that a node does for it: a fresh instance, the payload copied in, decoded, read, every number used. V8's round is
// `JSON.parse(buffer.toString())` and the same use. All in one process and one thread, the contestants taking turns; medians.
// What each adds up is compared, so nobody is fast by being wrong.

import { compile, makePayload } from "./sdk-guests.mjs";

const KB = 1000;
const MB = 1000 * KB;

/** One round of a guest: what it added up, and its memory in bytes. */
function round(module, payload) {
  let memory;
  let sum = NaN;
  const { exports } = new WebAssembly.Instance(module, {
    env: {
      abort() {
        throw new Error("aborted");
      },
      seed: () => 0,
    },
    bench: { print: (value) => void (sum = value), length: () => payload.length },
    blockless_memory: {
      memory_read(at, capacity, lengthAt) {
        if (capacity < payload.length) throw new Error("buffer too small");
        if (at + payload.length > memory.buffer.byteLength) return 2;
        new Uint8Array(memory.buffer, at, payload.length).set(payload);
        new DataView(memory.buffer).setUint32(lengthAt, payload.length, true);
        return 0;
      },
    },
    wasi_snapshot_preview1: {
      fd_write: () => 0,
      proc_exit(code) {
        throw new Error(`exit ${code}`);
      },
    },
  });
  memory = exports.memory;
  exports._start();
  return { sum, bytes: memory.buffer.byteLength };
}

function v8Round(payload) {
  const { inferences, latest_weights } = JSON.parse(payload.toString());
  let sum = 0;
  for (const set of inferences) for (const item of set.inferences) sum += Number(item.inference);
  for (const worker in latest_weights) sum += Number(latest_weights[worker]);
  return { sum };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/**
 * Lets the contestants take turns, a block of rounds each, and returns each one's median time in milliseconds, memory a byte, and sum. The
 * first block is for warming up.
 */
function compete(contestants, payload, { blocks, rounds }) {
  const results = new Map(contestants.map(({ name }) => [name, { times: [], bytes: 0, sum: NaN }]));
  for (let block = -1; block < blocks; block += 1) {
    for (const { name, run } of contestants) {
      const result = results.get(name);
      for (let i = 0; i < rounds; i += 1) {
        const start = performance.now();
        const { sum, bytes = 0 } = run(payload);
        const time = performance.now() - start;
        if (block >= 0) result.times.push(time);
        Object.assign(result, { bytes, sum });
      }
    }
  }
  return new Map(
    [...results].map(([name, { times, bytes, sum }]) => [
      name,
      { ms: median(times), memory: bytes / payload.length, sum },
    ]),
  );
}

const load = async (name, options) => {
  const wasm = await compile(`bench/guests/${name}`, options);
  return { size: wasm.length, module: new WebAssembly.Module(wasm) };
};
/** The SDK's default, and one for large payloads. */
const sdk = await load("sdk", { limit: 4 << 20 });
const sdkLarge = await load("sdk", { limit: 12 * MB });
const sdkHuge = await load("sdk", { limit: 64 * MB });
/** As its own asconfig.json builds it, and with the runtime that suits it better here. */
const blockless = await load("blockless", { runtime: "incremental", flags: ["-O3"] });
const blocklessStub = await load("blockless", { flags: ["-O3"] });
// json-as last: it keeps its settings for the process.
const jsonAs = await load("json-as", { flags: ["-O3", "--transform", "json-as/transform"] });

const ours = ({ module }) => ({ name: "weightkit", run: (payload) => round(module, payload) });
const others = [
  { name: "V8 JSON.parse", run: v8Round },
  { name: "json-as", run: (payload) => round(jsonAs.module, payload) },
  { name: "@blockless/sdk", run: (payload) => round(blockless.module, payload) },
  { name: "@blockless/sdk, stub", run: (payload) => round(blocklessStub.module, payload) },
];

const rows = [];
for (const [values, decimals] of [
  ["integers", false],
  ["17 digits", true],
]) {
  for (const [bytes, reader, plan] of [
    [100 * KB, sdk, { blocks: 10, rounds: 60 }],
    [10 * MB, sdkLarge, { blocks: 5, rounds: 3 }],
  ]) {
    const payload = makePayload(bytes, decimals);
    const results = compete([ours(reader), ...others], payload, plan);
    const best = results.get("weightkit");
    for (const [name, { ms, memory, sum }] of results) {
      // json-as and @blockless/sdk read decimals with parseFloat, which is an ulp off now and then.
      const off = Math.abs(sum / results.get("V8 JSON.parse").sum - 1);
      if (!(off < 1e-12) || (name === "weightkit" && off !== 0))
        throw new Error(`${name}: wrong sum ${sum}`);
      rows.push({
        values,
        KB: Math.round(payload.length / KB),
        reader: name,
        ms: Number(ms.toFixed(3)),
        "MB/s": Math.round(payload.length / 1000 / ms),
        "ours is faster by": Number((ms / best.ms).toFixed(2)),
        "memory a byte": memory ? Number(memory.toFixed(2)) : null,
      });
    }
  }
}
for (const bytes of [1, 5, 10, 20, 50].map((size) => size * MB)) {
  const payload = makePayload(bytes, false);
  const { ms } = compete([ours(sdkHuge)], payload, { blocks: 3, rounds: 3 }).get("weightkit");
  rows.push({
    values: "linear?",
    KB: Math.round(payload.length / KB),
    reader: "weightkit",
    ms: Number(ms.toFixed(3)),
    "MB/s": Math.round(payload.length / 1000 / ms),
  });
}

const columns = ["values", "KB", "reader", "ms", "MB/s", "ours is faster by", "memory a byte"];
if (process.argv.includes("--json")) {
  console.log(
    JSON.stringify(
      {
        node: process.version,
        wasmBytes: {
          weightkit: sdk.size,
          "json-as": jsonAs.size,
          "@blockless/sdk": blockless.size,
        },
        rows,
      },
      null,
      2,
    ),
  );
} else {
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  for (const row of cells)
    console.log(
      row
        .map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join("  "),
    );
}
