// Does a replay take time in proportion to its inferences, and how much memory does a large one need?
//
//   node bench/replay.mjs [--json] [--quick] [--topics DIR]
//
// The logic is the template's, as `weightkit build` makes it; histories are simulated, hourly, by 100 workers, weights daily.
// 1. Processor time of the replay alone for 1x, 2x, 4x and 8x the inferences: median of five, taking turns after a warm-up.
//    (Processor time, since others may use the machine; its second thread, a guard that sleeps, adds next to nothing.)
// 2. 53 topics in one call on two threads: of the folder given (inferences.csv.gz, truth.csv.gz), or simulated alike.
// 3. Ten million inferences streamed from a CSV file and replayed, in a separate process: its peak resident memory. Twice: by the
//    library, and by `weightkit replay` with a round every two hours, which also sums up 50,001 rounds.
// Exits 1 when 8x takes more than 10 times as long as 1x, 53 topics more than 20 s or 500 MB, or ten million more than 600 MB.

import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readHistory } from "@weightkit/testkit/internal/history/read-history";
import { simulate, TRAFFIC } from "@weightkit/testkit/internal/history/simulate/simulate";
import { inferencesCsv, truthCsv } from "@weightkit/testkit/internal/history/write/write-csv";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { replayTopic } from "@weightkit/testkit/internal/replay/drive";
import { replay } from "@weightkit/testkit/internal/replay/run";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { truthAnswerer } from "@weightkit/testkit/internal/round/truth-answerer";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const SELF = fileURLToPath(import.meta.url);
const TEMPLATE = join(ROOT, "templates/ema-absolute-error");
const WASM = join(TEMPLATE, "build/ema-absolute-error.wasm");
const ROUTE = { url: "https://data.example/traffic/101?at={timestamp}", pointer: "/delay" };
const SETTINGS = {
  permissions: ["https://data.example/traffic/"],
  seed: 1,
};
const PREPARE = { limits: DEFAULT_LIMITS, metered: true };
const HOURLY = { inference: 3600, weight: 86_400 };
const [, , ...argv] = process.argv;
const quick = argv.includes("--quick");
const UNIT = quick ? 25_000 : 250_000;
const MANY = quick ? 1_000_000 : 10_000_000;

const megabytes = () => process.resourceUsage().maxRSS / 1024;
const seconds = (since) => (performance.now() - since) / 1000;
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const simulated = (inferences, change = {}) =>
  simulate({
    ...TRAFFIC,
    workers: 100,
    sets: inferences / 100,
    attendance: 1,
    decimals: 6,
    ...change,
  }).history;

/** Replays one topic in this thread; returns seconds of the clock and of the processor. */
async function timeReplay(history, logic) {
  const started = performance.now();
  const used = process.cpuUsage();
  let failed = 0;
  const facts = replayTopic(
    { ...SETTINGS, history, cadences: HOURLY, logic },
    {
      engine: v8Engine.name,
      logic: v8Engine.prepare(logic, PREPARE),
      http: truthAnswerer(history.truth, ROUTE),
    },
  );
  for (const fact of facts) if (fact.kind === "ended") ({ failed } = fact);
  if (failed > 0) throw new Error(`${failed} rounds failed`);
  const { user, system } = process.cpuUsage(used);
  return { clock: seconds(started), processor: (user + system) / 1e6 };
}

async function linear() {
  const logic = await loadLogic(WASM);
  const sizes = [1, 2, 4, 8].map((times) => ({
    times,
    history: simulated(times * UNIT),
    taken: [],
  }));
  for (let turn = 0; turn < 6; turn += 1) {
    for (const size of sizes) {
      const { processor } = await timeReplay(size.history, logic);
      if (turn > 0) size.taken.push(processor);
    }
  }
  return sizes.map(({ times, history, taken }) => ({
    times,
    inferences: history.inferences.length,
    seconds: median(taken),
    perSecond: history.inferences.length / median(taken),
  }));
}

/** In a separate process: 53 topics. */
async function topics(folder) {
  const started = performance.now();
  const histories =
    folder === undefined
      ? Array.from({ length: 53 }, (_, i) =>
          simulated(3300, {
            topic: String(i),
            seed: i,
            workers: 37,
            sets: 88,
            cadence: 604_800,
            truthLag: 950_400,
          }),
        )
      : (
          await readHistory({
            inferences: join(folder, "inferences.csv.gz"),
            truth: join(folder, "truth.csv.gz"),
          })
        ).topics;
  const pool = new WorkerPool(2);
  const counts = { rounds: 0, failed: 0, inferences: 0 };
  const plan = {
    ...SETTINGS,
    topics: histories,
    logic: await loadLogic(WASM),
    route: ROUTE,
    cadences: { inference: 604_800, weight: 1_209_600 },
  };
  for await (const fact of replay(plan, { pool })) {
    if (fact.kind !== "ended") continue;
    for (const name of Object.keys(counts)) counts[name] += fact[name];
  }
  await pool.close();
  return { topics: histories.length, ...counts, seconds: seconds(started), megabytes: megabytes() };
}

/** In a separate process: reads CSV and replays it. */
async function streamed(folder) {
  const started = performance.now();
  const { topics: histories } = await readHistory({
    inferences: join(folder, "inferences.csv"),
    truth: join(folder, "truth.csv"),
  });
  const read = seconds(started);
  const afterReading = megabytes();
  const { clock: replayed } = await timeReplay(histories[0], await loadLogic(WASM));
  return {
    inferences: histories[0].inferences.length,
    secondsReading: read,
    secondsReplaying: replayed,
    megabytesReading: afterReading,
    megabytes: megabytes(),
  };
}

/** In a separate process: `weightkit replay`. */
async function command(folder) {
  const { start } = await import("../packages/cli/dist/main.js");
  const started = performance.now();
  const exit = await start([
    ...["replay", TEMPLATE, "-i", join(folder, "inferences.csv"), "-t", join(folder, "truth.csv")],
    ...["--inference-cadence", "3600", "--weight-cadence", "7200"],
  ]);
  if (exit !== 0) throw new Error(`weightkit replay exited with ${exit}`);
  return { seconds: seconds(started), megabytes: megabytes() };
}

/** In a separate process, so that its memory does not count: simulates and writes CSV. */
function write(folder, inferences) {
  const history = simulated(inferences);
  for (const [name, text] of [
    ["inferences", inferencesCsv],
    ["truth", truthCsv],
  ]) {
    const file = openSync(join(folder, `${name}.csv`), "w");
    for (const piece of text([history])) writeSync(file, piece);
    closeSync(file);
  }
  return null;
}

/** What a part printed on its last line, run in a separate process. */
function child(...args) {
  const told = execFileSync(process.execPath, [SELF, "--part", ...args.map(String)], {
    encoding: "utf8",
  });
  return JSON.parse(told.trimEnd().split("\n").at(-1));
}

async function main() {
  execFileSync(
    process.execPath,
    [join(ROOT, "packages/cli/bin/weightkit.js"), "build", "-p", TEMPLATE],
    { stdio: "ignore" },
  );
  const folder = mkdtempSync(join(tmpdir(), "bench-replay-"));
  try {
    const given = argv[argv.indexOf("--topics") + 1];
    const result = {
      linear: await linear(),
      topics: child("topics", ...(argv.includes("--topics") ? [given] : [])),
      streamed: (child("write", folder, MANY), child("streamed", folder)),
      command: child("command", folder),
    };
    const [one, , , eight] = result.linear;
    const ok = {
      linear: eight.seconds / one.seconds <= 10,
      topics: result.topics.seconds <= 20 && result.topics.megabytes <= 500,
      streamed: result.streamed.megabytes <= 600,
      command: result.command.megabytes <= 600,
    };
    if (argv.includes("--json")) console.log(JSON.stringify({ ...result, ok }));
    else show(result, ok);
    if (Object.values(ok).includes(false)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function show({ linear: sizes, topics: many, streamed: large, command: told }, ok) {
  for (const { times, inferences, seconds: taken, perSecond } of sizes) {
    console.log(
      `${times}x  ${inferences} inferences  ${taken.toFixed(2)} s of processor time  ${Math.round(perSecond)} a second`,
    );
  }
  console.log(
    `8x takes ${(sizes[3].seconds / sizes[0].seconds).toFixed(2)} times as long as 1x: ${ok.linear}`,
  );
  console.log(
    `${many.topics} topics, ${many.inferences} inferences, ${many.rounds} rounds (${many.failed} failed): ` +
      `${many.seconds.toFixed(2)} s, ${Math.round(many.megabytes)} MB: ${ok.topics}`,
  );
  console.log(
    `${large.inferences} inferences: read in ${large.secondsReading.toFixed(1)} s (${Math.round(large.megabytesReading)} MB), ` +
      `replayed in ${large.secondsReplaying.toFixed(1)} s, peak ${Math.round(large.megabytes)} MB: ${ok.streamed}`,
  );
  console.log(
    `the same by weightkit replay, a round every two hours: ${told.seconds.toFixed(1)} s, ` +
      `peak ${Math.round(told.megabytes)} MB: ${ok.command}`,
  );
}

const PARTS = { topics, streamed, command, write };
if (argv[0] === "--part")
  console.log(
    JSON.stringify(
      await PARTS[argv[1]](...argv.slice(2).map((arg) => (/^\d+$/.test(arg) ? Number(arg) : arg))),
    ),
  );
else await main();
