// Everything that reads bytes from strangers: name, valid seeds, and how to read them in process. A target returns "accepted" or throws.

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const inner = (name) => import(`@weightkit/testkit/internal/${name}`);
const file = (path) => readFileSync(join(ROOT, path));

/** @returns {Promise<ReadonlyMap<string, { seeds: Buffer[], read: (bytes: Buffer) => unknown }>>} */
export async function targets() {
  const { CsvLexer } = await inner("history/formats/csv-lexer");
  const { JsonLines } = await inner("history/formats/json-lines");
  const { InferenceReader } = await inner("history/formats/inference-reader");
  const { TruthReader } = await inner("history/formats/truth-reader");
  const { Faults } = await inner("history/formats/faults");
  const { foreignFormat, hasOldMacLines } = await inner("history/formats/foreign-format");
  const { decodeParquet } = await inner("history/formats/parquet-job");
  const { ParquetRecords } = await inner("history/formats/parquet");
  const { parseOutput } = await inner("chain/output");
  const { parseManifest } = await inner("logic/parse-manifest");
  const { readTar } = await inner("logic/tar");
  const { inspectWasm } = await inner("wasm/inspect");
  const { instrument } = await inner("metering/instrument");
  const { formatRoundFixture, parseRoundFixture } = await inner("round/fixture/fixture-file");
  const { DEFAULT_LIMITS } = await inner("runtime/limits");
  const { readWorkerNames } = await inner("history/formats/worker-names");
  const { readStakeChanges } = await inner("history/formats/stake-table");
  const { parseRecording } = await inner("runtime/http/recording-file");
  const { validateProject } = await projectReader();

  const table = (Reader, lexerOf, texts) => (bytes) => {
    foreignFormat(bytes);
    hasOldMacLines(bytes);
    const reader = new Reader({ faults: new Faults(20), maxRows: 1e6, texts });
    reader.open("file");
    const lexer = lexerOf(
      (fields) => reader.fields(fields),
      (found) => reader.note(found),
    );
    lexer.push(bytes);
    lexer.end();
    reader.close();
    reader.finish();
  };
  const csv = (take) => new CsvLexer(take);
  const lines = (take, note) => new JsonLines(take, note);
  const folder = mkdtempSync(join(tmpdir(), "weightkit-mutants-"));
  const parquet = async (bytes) => {
    const path = join(folder, "file.parquet");
    writeFileSync(path, bytes);
    const reader = new InferenceReader({ faults: new Faults(20), maxRows: 1e6 });
    reader.open("file");
    const records = new ParquetRecords((fields) => reader.fields(fields));
    const job = { path, maxRows: 1e6, required: ["timestamp", "worker", "value"], optional: [] };
    const heartbeat = { begin: () => undefined, end: () => undefined };
    try {
      await decodeParquet(job, { heartbeat, send: (message) => records.take(message) });
    } catch (error) {
      // The decoder's own words become WK325 in the thread that asked.
      throw Object.assign(new Error("decoder", { cause: error }), { code: "WK325" });
    }
    records.throwIfFailed();
    reader.close();
    reader.finish();
  };
  const readOutput = (bytes) => {
    const read = parseOutput(bytes);
    if (read.kind === "refused") throw read.fault;
  };
  const texts = (read) => (bytes) => read(bytes.toString("utf8"), "file");
  const inferences = lines20("templates/ema-absolute-error/history/inferences.csv");
  const truth = lines20("templates/ema-absolute-error/history/truth.csv");
  const jsonl = Buffer.from(
    '{"timestamp":1,"worker":"a","value":1}\n{"timestamp":"2023-11-15","worker":"b\\u00e9","value":"2.5"}\n',
  );
  const output = Buffer.from('{"type":"weights","weights":{"allo1a":"0.25","allo1b":"0.75"}}');
  const parquets = join(ROOT, "packages/testkit/test/history/parquet");
  const modules = join(ROOT, "packages/testkit/test/guests");
  const manifest = Buffer.from(
    JSON.stringify({
      id: "",
      version: 1,
      name: "n",
      entry: "_start",
      fs_root_path: "./",
      contentType: "json",
      permissions: ["https://a.example/"],
      modules: [{ file: "n.wasm", name: "n", type: "entry", md5: "0".repeat(32) }],
      runtime: { url: "n.tar.gz", checksum: "0".repeat(64) },
      limited_fuel: 1e9,
    }),
  );
  return new Map([
    ["csv", { seeds: [inferences, truth], read: table(InferenceReader, csv) }],
    ["csv truth", { seeds: [truth, inferences], read: table(TruthReader, csv) }],
    ["csv texts", { seeds: [inferences], read: table(InferenceReader, csv, true) }],
    ["json lines", { seeds: [jsonl], read: table(InferenceReader, lines) }],
    [
      "parquet",
      { seeds: named(parquets, ".parquet").map((path) => readFileSync(path)), read: parquet },
    ],
    ["output", { seeds: [output], read: readOutput }],
    ["manifest", { seeds: [manifest], read: texts(parseManifest) }],
    ["archive", { seeds: [tar("n.wasm", Buffer.alloc(700, 7))], read: (bytes) => readTar(bytes) }],
    [
      "project",
      {
        seeds: named(join(ROOT, "templates"), "weightkit.json").map((path) => readFileSync(path)),
        read: texts(validateProject),
      },
    ],
    ["recording", { seeds: [Buffer.from(recording())], read: texts(parseRecording) }],
    [
      "fixture",
      {
        seeds: [Buffer.from(formatRoundFixture(fixture(DEFAULT_LIMITS)))],
        read: texts(parseRoundFixture),
      },
    ],
    ["worker names", { seeds: [NAMES], read: (bytes) => readWorkerNames(bytes, "file") }],
    ["stake changes", { seeds: [STAKES], read: (bytes) => readStakeChanges(bytes, "file") }],
    [
      "wasm",
      {
        seeds: named(modules, ".wasm").map((path) => readFileSync(path)),
        read: (bytes) => {
          inspectWasm(bytes);
          instrument(bytes, {
            costModel: "classic",
            maxMemoryPages: 16,
            meter: true,
            profile: false,
          });
        },
      },
    ],
  ]);
}

const NAMES = Buffer.from('worker,name\nallo1a,"Ada, of A"\nallo1b,Bob\n');
const STAKES = Buffer.from(
  "time,participant,delta,target\n1700006400,allo1a,-500,\n2024-03-01T12:00Z,allo1b,7,allo1a\n",
);

/** The first twenty lines of a file. */
function lines20(path) {
  return Buffer.from(`${file(path).toString("utf8").split("\n").slice(0, 20).join("\n")}\n`);
}

/** Files below a folder whose names end so, in order. */
function named(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending) && !name.includes("node_modules"))
    .sort()
    .map((name) => join(folder, name));
}

function recording() {
  const request = { method: "GET", url: "https://a.example/", headers: {}, body: "" };
  const response = { status: 200, headers: {}, body: Buffer.from("{}").toString("base64") };
  return JSON.stringify({ version: 1, exchanges: [{ availableAt: 1, request, response }] });
}

/** A round as `replay --save-round` writes it. */
function fixture(limits) {
  const request = { method: "GET", url: "https://a.example/", headers: {}, body: "" };
  return {
    origin: {
      ...{ topic: "7", round: 1, second: false, reputer: "r", host: "chain", engine: "v8" },
    },
    logic: { name: "n", sha256: "0".repeat(64) },
    request: {
      ...{ stdin: Buffer.from('{"inferences":[],"latest_weights":{}}'), stdinMode: "blockless" },
      ...{ env: { TOPIC_ID: "7" }, args: ["n.wasm"], permissions: ["https://a.example/"] },
      ...{ blockTime: 1_700_006_400, seed: 1, limits, runtime: "both" },
      answers: [{ request, response: { status: 200, headers: {}, body: Buffer.from("{}") } }],
      truth: {
        route: { url: "https://a.example/{timestamp}", pointer: "/v" },
        rows: [{ timestamp: 1_700_006_400, value: 2.5, availableAt: 1_700_006_400 }],
      },
      judging: { known: ["a"], strangers: 0, submitsFailures: true },
    },
    expected: {
      ...{ exitCode: 0, stdout: Buffer.from("{}"), stderr: Buffer.from("no\n"), fuel: 1 },
      ...{ memoryPages: 1, notes: [], stored: new Map([["a", 1]]), failure: null },
    },
  };
}

/** One file as ustar. */
function tar(name, content) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write("0000644\0", 100);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("00000000000\0", 136);
  header.write("        0", 148);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding, Buffer.alloc(1024)]);
}

/** The command's reader of project files, bundled from its sources. */
async function projectReader() {
  const outfile = join(mkdtempSync(join(tmpdir(), "weightkit-project-")), "validate.mjs");
  await build({
    entryPoints: [join(ROOT, "packages/cli/src/project/validate.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    plugins: [
      {
        name: "resolve-testkit",
        setup: ({ onResolve }) => {
          onResolve({ filter: /^@weightkit\// }, ({ path }) => ({
            path: import.meta.resolve(path),
            external: true,
          }));
        },
      },
    ],
    logLevel: "warning",
  });
  return import(outfile);
}
