// The attacks of attacks.mjs: files are written first, each row is a command on them.

import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import wabtInit from "wabt";
import { GUESTS, harmful, RAW, STRANGERS, WORKER } from "./guests.mjs";

const START = 1_700_006_400;
/** Milliseconds that a run may take, and seconds of processor time that a command takes by itself, in two threads and more. */
const LIMIT = 400;
const COMMAND = 2;
/** The bar for one run that a limit ends: the limit, 2 s, and what the command takes by itself. */
const ONE_RUN = LIMIT / 1000 + 2 + COMMAND;

const wabt = await wabtInit();

export async function attacksOnCommands(folder) {
  const put = (name, content) => {
    writeFileSync(join(folder, name), content);
    return name;
  };
  return [
    ...onGuests(put),
    ...onTexts(put),
    ...onTopics(put),
    ...onData(put),
    ...onFiles(put, folder),
  ];
}

function onGuests(put) {
  const times = Array.from({ length: 9 }, (_, i) => START + i * 3600);
  const both = (row) => ["1", "2"].flatMap((topic) => times.map((time) => row(topic, time)));
  const rows = both((topic, time) => `${topic},${time},${WORKER},2.5`);
  put("i.csv", `topic,timestamp,worker,value\n${rows.join("\n")}\n`);
  const truths = both((topic, time) => `${topic},${time},3,${time}`);
  put("t.csv", `topic,timestamp,value,available_at\n${truths.join("\n")}\n`);
  put(
    "payload.json",
    `{"inferences":[{"timestamp":"${START}","inferences":[{"worker":"${WORKER}","inference":"1"}]}],"latest_weights":{}}`,
  );
  const limits = [
    "--time-limit",
    `${LIMIT}`,
    "--fuel",
    "9000000000000000",
    "--memory-pages",
    "256",
  ];
  const replay = [
    ...["-i", "i.csv", "-t", "t.csv", "--json"],
    ...["--inference-cadence", "3600", "--weight-cadence", "7200"],
    ...["--truth-url", "https://d.example/{timestamp}"],
  ];
  return GUESTS.flatMap(([name, text, code], i) => {
    const logic = put(`guest-${i}.wasm`, assemble(text));
    const whole = code !== null && (["WK454", "WK455"].includes(code) || name.startsWith("start"));
    return [
      {
        name: `${name}: replay of two topics`,
        args: ["replay", logic, ...replay, ...limits],
        ...{ code, seconds: ONE_RUN },
        // The other topic is replayed, unless the module is not even instantiated.
        holds: (stdout) => whole || secondTopicStands(stdout),
      },
      ...["run", "profile"].map((command) => ({
        name: `${name}: ${command}`,
        args: [command, logic, "--payload", "payload.json", "--json", ...limits],
        ...{ code, seconds: ONE_RUN },
      })),
    ];
  }).concat(
    // They end without having printed weights.
    RAW.map(([name, bytes], i) => ({
      name: `${name}: run`,
      args: ["run", put(`raw-${i}.wasm`, bytes), "--payload", "payload.json", ...limits],
      ...{ code: "WK", seconds: ONE_RUN },
    })),
    {
      name: "5,000 imports that nobody provides: run",
      args: ["run", put("strangers.wasm", assemble(STRANGERS)), "--payload", "payload.json"],
      ...{ code: "WK420", seconds: ONE_RUN },
    },
  );
}

function secondTopicStands(stdout) {
  const { topics } = JSON.parse(stdout);
  return topics.length === 2 && topics[1].rounds.committed === 5;
}

/** Source maps, name sections and last words of thousands of failing rounds. */
function onTexts(put) {
  const names = Array.from({ length: 20_000 }, (_, i) => `(func $${"n".repeat(60)}${i})`).join("");
  const wasm = assemble(harmful("unreachable", names));
  put("mapped.wasm", wasm);
  put("plain.wasm", wasm);
  const map = {
    ...{ version: 3, names: [], sources: ["logic/weights.ts"] },
    sourcesContent: ["a line of source\n".repeat(60_000)],
    mappings: `AA29vB,${"CAAA,".repeat(300_000)}CAAA`,
  };
  put("mapped.wasm.map", JSON.stringify(map));
  const times = Array.from({ length: 1500 }, (_, i) => `1,${START + i * 3600},${WORKER},2.5`);
  put("failing.csv", `topic,timestamp,worker,value\n${times.join("\n")}\n`);
  const cadences = ["--inference-cadence", "3600", "--weight-cadence", "3600", "--json"];
  return ["plain", "mapped"].map((name) => ({
    name: `3,000 failing rounds, ${name === "plain" ? "no source map" : "a source map of 2.5 MB"}`,
    args: ["replay", `${name}.wasm`, "-i", "failing.csv", ...cadences],
    ...{ code: "WK434", seconds: 8 },
  }));
}

function onTopics(put) {
  const tables = (count) => {
    const topics = Array.from({ length: count }, (_, i) => i + 1);
    const rows = topics.map((topic) => `${topic},${START},${WORKER},1\n`);
    const truths = topics.map((topic) => `${topic},${START},1,${START}\n`);
    return [
      ...["-i", put(`topics-${count}.csv`, `topic,timestamp,worker,value\n${rows.join("")}`)],
      ...[
        "-t",
        put(`truth-${count}.csv`, `topic,timestamp,value,available_at\n${truths.join("")}`),
      ],
    ];
  };
  const logic = put("sound.wasm", assemble(harmful("nop")));
  put(
    "sound.wasm.map",
    JSON.stringify({ version: 3, sources: [], names: [], mappings: "A".repeat(500_000) }),
  );
  const cadences = ["--inference-cadence", "3600", "--weight-cadence", "3600", "--json"];
  return [
    {
      name: "40,000 topics: history check",
      args: ["history", "check", ...tables(40_000)],
      ...{ code: null, seconds: 40 },
    },
    {
      name: "10,000 topics and a source map of 500 kB: replay",
      args: ["replay", logic, ...tables(10_000), ...cadences],
      ...{ code: null, seconds: 40, mebibytes: 1536 },
    },
  ];
}

function onData(put) {
  const rows = 20_000;
  const column = (name, type, data) => ({ name, type, data });
  const parquet = parquetWriteBuffer({
    columnData: [
      column(
        "timestamp",
        "INT64",
        Array.from({ length: rows }, (_, i) => BigInt(START + i)),
      ),
      column(
        "worker",
        "STRING",
        Array.from({ length: rows }, () => WORKER),
      ),
      column(
        "value",
        "DOUBLE",
        Array.from({ length: rows }, (_, i) => i),
      ),
    ],
    rowGroupSize: 1,
  });
  const head = "timestamp,worker,value\n";
  const bombs = [
    ["CSV", `${head}${"0".repeat(1 << 28)}`],
    ["JSON Lines", `{"timestamp":1,"worker":"${"a".repeat(1 << 28)}`],
  ];
  return [
    {
      name: `a Parquet file of ${rows.toLocaleString("en")} row groups: history check`,
      args: ["history", "check", "-i", put("groups.parquet", Buffer.from(parquet))],
      ...{ code: "WK325", seconds: 10 },
    },
    ...bombs.map(([name, text], i) => ({
      name: `gzip of a line of 256 MiB, ${name}: history check`,
      args: ["history", "check", "-i", put(`bomb-${i}.gz`, gzipSync(text, { level: 1 }))],
      ...{ code: "WK307", seconds: 4 },
    })),
  ];
}

function onFiles(put, folder) {
  spawnSync("mkfifo", [join(folder, "pipe")]);
  mkdirSync(join(folder, "large"));
  put("large/weightkit.json", `{"name":"large"${" ".repeat(2 << 20)}}`);
  for (const name of ["zero", "fifo"]) {
    mkdirSync(join(folder, name, "logic"), { recursive: true });
    put(`${name}/weightkit.json`, `{"name":"${name}"}`);
    const target = name === "zero" ? "/dev/zero" : join(folder, "pipe");
    symlinkSync(target, join(folder, name, "logic/weights.ts"));
  }
  put("a".repeat(120), "");
  symlinkSync("self", join(folder, "self"));
  const files = ["-i", "i.csv", "-t", "t.csv"];
  const cadences = ["--inference-cadence", "3600", "--weight-cadence", "3600"];
  const replay = ["replay", "sound.wasm", ...files, ...cadences];
  const quick = { seconds: 4 };
  return [
    ...["/dev/zero", "pipe"]
      .flatMap((path) => [
        { name: `--payload ${path}`, args: ["run", "sound.wasm", "--payload", path] },
        { name: `--workers ${path}`, args: ["history", "summary", ...files, "--workers", path] },
        { name: `--topics ${path}`, args: [...replay, "--topics", path] },
        { name: `--recording ${path}`, args: [...replay, "--recording", path] },
        { name: `--stake-changes ${path}`, args: [...replay, "--stake-changes", path] },
        { name: `-i ${path}`, args: ["history", "check", "-i", path] },
        { name: `a logic ${path}`, args: ["run", path, "--payload", "payload.json"] },
      ])
      .map((row) => ({
        ...row,
        ...quick,
        // Nothing comes through a pipe without a writer: an empty payload, which this logic does not read.
        code: row.name === "--payload pipe" ? null : "error",
      })),
    {
      name: "stdin without an end: run",
      args: ["run", "sound.wasm"],
      shell: "exec < /dev/zero;",
      ...{ ...quick, code: "WK117" },
    },
    ...["zero", "fifo"].map((name) => ({
      name: `an entry that is a ${name === "zero" ? "device" : "pipe"}: build`,
      args: ["build"],
      shell: `cd ${name};`,
      ...{ ...quick, code: "error" },
    })),
    {
      name: "a project file of 2 MiB: build",
      args: ["build"],
      shell: "cd large;",
      ...{ ...quick, code: "WK117" },
    },
    {
      name: "a pattern of 25 stars: history check",
      args: ["history", "check", "-i", `${"*a".repeat(25)}b`],
      ...{ ...quick, code: "WK326" },
    },
    {
      name: "a link to itself: history check",
      args: ["history", "check", "-i", "self"],
      ...{ ...quick, code: "WK300" },
    },
  ];
}

function assemble(text) {
  const features = { bulk_memory: true, reference_types: true };
  const module = wabt.parseWat("attack.wat", text, features);
  const { buffer } = module.toBinary({ write_debug_names: true });
  module.destroy();
  return Buffer.from(buffer);
}
