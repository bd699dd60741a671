// Fuel of one 40-worker round of the ema-absolute-error template, against what @blockless/sdk's JSON alone needs for the same payload.
//
//   node bench/sdk-fuel.mjs            compares with bench/sdk-fuel.json and fails when it differs
//   node bench/sdk-fuel.mjs --write    writes it anew
//
// Needs the built testkit (npm run build), whose metering counts as wasmtime 9 does.

import { readFileSync, writeFileSync } from "node:fs";
import { fuelUsed } from "@weightkit/testkit/internal/metering/fuel-used";
import { instrument } from "@weightkit/testkit/internal/metering/instrument";
import { compile, makePayload } from "./sdk-guests.mjs";

const LIMIT = 10n ** 12n;

/** Runs a guest on the payload, its HTTP requests answered with `{"delay":2500}`; returns its fuel and its stdout. */
function measure(wasm, payload) {
  const metered = instrument(wasm, { costModel: "classic", maxMemoryPages: null, meter: true });
  let memory;
  let stdout = "";
  let body = Buffer.from('{"delay":2500}');
  const view = () => new DataView(memory.buffer);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered.bytes), {
    env: {
      abort() {
        throw new Error("aborted");
      },
    },
    bench: { length: () => payload.length },
    blockless_memory: {
      memory_read(at, _capacity, lengthAt) {
        new Uint8Array(memory.buffer, at, payload.length).set(payload);
        view().setUint32(lengthAt, payload.length, true);
        return 0;
      },
    },
    blockless_http: {
      http_req(_url, _urlLength, _options, _optionsLength, handleAt, statusAt) {
        view().setUint32(handleAt, 1, true);
        view().setUint32(statusAt, 200, true);
        return 0;
      },
      http_read_body(_handle, at, _capacity, lengthAt) {
        new Uint8Array(memory.buffer, at, body.length).set(body);
        view().setUint32(lengthAt, body.length, true);
        body = Buffer.alloc(0);
        return 0;
      },
      http_close: () => 0,
    },
    wasi_snapshot_preview1: {
      fd_write(fd, iovs, _count, written) {
        const length = view().getUint32(iovs + 4, true);
        if (fd === 1) stdout += Buffer.from(memory.buffer, view().getUint32(iovs, true), length);
        view().setUint32(written, length, true);
        return 0;
      },
      proc_exit(code) {
        throw new Error(`exit ${code}`);
      },
    },
  });
  memory = exports.memory;
  exports[metered.fuelExport].value = LIMIT;
  if (metered.startExport !== null) exports[metered.startExport]();
  exports._start();
  return { fuel: Number(fuelUsed(LIMIT, exports[metered.fuelExport].value)), stdout };
}

const template = await compile("templates/ema-absolute-error/logic/weights", { limit: 4 << 20 });
/** As its own asconfig.json builds it, and with the runtime that suits it better here. */
const incumbent = await compile("bench/guests/blockless-json", {
  runtime: "incremental",
  flags: ["-O3"],
});
const incumbentStub = await compile("bench/guests/blockless-json", { flags: ["-O3"] });
const facts = { model: "classic", values: {} };
for (const [name, decimals] of [
  ["integers", false],
  ["17 digits", true],
]) {
  const payload = makePayload(0, decimals);
  const { fuel, stdout } = measure(template, payload);
  if (Object.keys(JSON.parse(stdout).weights).length !== 40) throw new Error(stdout);
  const { fuel: json } = measure(incumbent, payload);
  const { fuel: stub } = measure(incumbentStub, payload);
  facts.values[name] = {
    payloadBytes: payload.length,
    templateRound: fuel,
    blocklessJsonAlone: json,
    ratio: Number((json / fuel).toFixed(2)),
    blocklessJsonWithStubRuntime: stub,
    ratioToStub: Number((stub / fuel).toFixed(2)),
  };
  // The bar is for what the chain sends, which is integers; the other is printed.
  if (!decimals && json < 5 * fuel)
    throw new Error(`${name}: the round needs ${fuel}, more than a fifth of ${json}`);
}
const text = `${JSON.stringify(facts, null, 2)}\n`;
const file = new URL("sdk-fuel.json", import.meta.url);
console.log(text);
if (process.argv.includes("--write")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("bench/sdk-fuel.json says otherwise: look why, then write it anew with --write");
  process.exitCode = 1;
}
