// How fast and in how much memory the SDK reads a payload, against V8's JSON.parse, json-as and @blockless/sdk on the same bytes.
//
//   node bench/sdk-reader.mjs [--json]
//
// A round is all that a node does for it: a fresh instance, the payload copied in, decoded, read, every number used. V8's round is
// `JSON.parse(buffer.toString())` and the same use. All in one process and one thread, the contestants taking turns; medians.
// What each adds up is compared, so nobody is fast by being wrong.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const KB = 1000;
const MB = 1000 * KB;

/** Compiles a guest of bench/guests as a release build does. */
async function compile(name, { limit = 0, flags = [] } = {}) {
  const outputs = [];
  const messages = [];
  const { error } = await asc.main(
    [
      ...[`bench/guests/${name}.ts`, "--config", "none.json", "--outFile", "out.wasm", "-O3"],
      ...["--runtime", "stub", "--exportStart", "_start", "--use", "abort=", ...flags],
    ],
    {
      readFile: async (path) =>
        path.endsWith("@weightkit/sdk/assembly/build-config.ts")
          ? `export const PAYLOAD_LIMIT: i32 = ${limit};\nexport const TARGET: i32 = 0;\n`
          : readFile(ROOT + path, "utf8").catch(() => null),
      writeFile: (path, contents) => void (path.endsWith(".wasm") && outputs.push(contents)),
      listFiles: () => [],
      stderr: { write: (text) => void messages.push(String(text)) },
    },
  );
  if (error !== null || outputs[0] === undefined) throw new Error(messages.join("") || String(error));
  if (outputs[0].length < 500) throw new Error(`${name}: the compiler put out an empty module`);
  return { size: outputs[0].length, module: new WebAssembly.Module(outputs[0]) };
}

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

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** A payload of about so many bytes, as the chain writes it: sets of 40 workers, newest first. */
function makePayload(bytes, decimals) {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
  const workers = Array.from(
    { length: 40 },
    () => `allo1${Array.from({ length: 38 }, () => BECH32[random() >>> 27]).join("")}`,
  );
  const value = decimals
    ? () => String(random() / 4294967296 + random() / 2 ** 64)
    : () => String(2000 + (random() >>> 21));
  const sets = [];
  for (let size = 0, timestamp = 1_700_000_000; size < bytes - 2500; timestamp -= 3600) {
    const inferences = workers.map((worker) => ({ worker, inference: value() }));
    const set = JSON.stringify({ timestamp: String(timestamp), inferences });
    sets.push(set);
    size += set.length + 1;
  }
  const weights = Object.fromEntries([...workers].sort().map((worker) => [worker, "2500"]));
  return Buffer.from(
    `{"inferences":[${sets.join(",")}],"latest_weights":${JSON.stringify(weights)}}`,
  );
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/**
 * Lets the contestants take turns, a block of rounds each, and returns each one's median time in milliseconds, memory a byte, and sum. The
 * first block is for warming up.
 */
function compete(contestants, payload, { blocks, rounds }) {
  const results = new Map(contestants.map(({ name }) => [name, { times: [], bytes: 0, sum: NaN }]));
  for (let block = -1; block < blocks; block++) {
    for (const { name, run } of contestants) {
      const result = results.get(name);
      for (let i = 0; i < rounds; i++) {
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

/** The SDK's default, and one for large payloads. */
const sdk = await compile("sdk", { limit: 4 << 20 });
const sdkLarge = await compile("sdk", { limit: 12 * MB });
const sdkHuge = await compile("sdk", { limit: 64 * MB });
const blockless = await compile("blockless");
// json-as last: it keeps its settings for the process.
const jsonAs = await compile("json-as", { flags: ["--transform", "json-as/transform"] });

const ours = ({ module }) => ({ name: "weightkit", run: (payload) => round(module, payload) });
const others = [
  { name: "V8 JSON.parse", run: v8Round },
  { name: "json-as", run: (payload) => round(jsonAs.module, payload) },
  { name: "@blockless/sdk", run: (payload) => round(blockless.module, payload) },
];

const rows = [];
for (const [values, decimals] of [["integers", false], ["17 digits", true]]) {
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
      if (!(off < 1e-12) || (name === "weightkit" && off !== 0)) throw new Error(`${name}: wrong sum ${sum}`);
      rows.push({
        values,
        "KB": Math.round(payload.length / KB),
        reader: name,
        "ms": Number(ms.toFixed(3)),
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
  rows.push({ values: "linear?", "KB": Math.round(payload.length / KB), reader: "weightkit", "ms": Number(ms.toFixed(3)), "MB/s": Math.round(payload.length / 1000 / ms) });
}

const columns = ["values", "KB", "reader", "ms", "MB/s", "ours is faster by", "memory a byte"];
if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ node: process.version, wasmBytes: { weightkit: sdk.size, "json-as": jsonAs.size, "@blockless/sdk": blockless.size }, rows }, null, 2));
} else {
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  for (const row of cells) console.log(row.map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  "));
}
