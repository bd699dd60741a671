// How soon is a report made, how large is it, and how soon can it be used?
//
//   node bench/report.mjs [--json]
//
// Made-up replays: 79 workers over 88 sets (a season's size), 100 workers over 1,000 rounds, and 53 topics of 37 workers over 88 sets. For
// each, medians of five: milliseconds to fold the facts into summary and series, to write the page, and, in Chromium (CHROMIUM_PATH, or on
// the PATH), from the start of navigation until the page answers: every section laid out and the charts in sight drawn.
// Exits 1 when the season's page is larger than 400 KB or takes more than 0.5 s to be used, the large one takes more than 1 s, or the topics'
// page is larger than 3 MB.

import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { htmlReport } from "@weightkit/testkit/internal/report/html/html-report";
import { SeriesAccumulator } from "@weightkit/testkit/internal/report/html/page-series";

const RUNS = 5;
const json = process.argv.includes("--json");
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const DAY = 86_400;

/** Plain facts: worker `id` is off by its own wave, weights lean towards the lower ids and drift. */
function madeUp(workers, sets, every, topic = 1) {
  const ids = Array.from({ length: workers }, (_, id) => id);
  const addresses = ids.map((id) => `allo1${String(id).padStart(38, "q")}`);
  const weightsAt = (t) =>
    Float64Array.from(ids, (id) => (1 + Math.sin(topic * id + t / 9) ** 2) / (workers + id));
  const facts = [
    {
      kind: "started",
      version: 2,
      topic: String(topic),
      host: { name: "chain", title: "allora-chain v0.0.9" },
      typicalTruth: null,
      workers: addresses,
      values: { kind: "number" },
      inferenceCadence: DAY,
      weightCadence: DAY * every,
      start: 0,
      end: sets * DAY,
      logic: { name: "bench", sha256: "0".repeat(64) },
      engine: "none",
      seed: 1,
    },
  ];
  for (let t = 0; t <= sets; t += 1) {
    if (t % every === 0) {
      facts.push({
        kind: "round",
        index: t / every,
        reputer: "allo1r",
        stakeShare: 1,
        blockTime: t * DAY,
        windowFrom: Math.max(0, t - every) * DAY,
        sets: every,
        inferences: every * workers,
        scorable: workers,
        used: null,
        submitted: true,
        stakeShare: 1,
        status: "committed",
        exitCode: 0,
        fuel: 1_000_000 + (t % 17) * 1000,
        failure: null,
        stderr: "",
        notes: [],
        weights: weightsAt(t),
        others: [],
      });
    }
    if (t === sets) break;
    const truth = 5000 + 3000 * Math.sin(topic + t / 10);
    const values = Float64Array.from(
      ids,
      (id) => truth + (id + 5) * 10 * Math.sin(topic * id * 7 + t * (1 + id / 90)),
    );
    facts.push({
      kind: "set",
      timestamp: t * DAY,
      workerIds: Uint32Array.from(ids),
      values,
      given: values,
      weights: weightsAt(t - (t % every || every)),
      weighted: t > 0,
      texts: null,
      leftOut: new Uint32Array(),
      replaced: new Uint32Array(),
      truth,
      truthText: null,
      truthAvailableAt: (t + 1.5) * DAY,
      roundAt: (Math.floor(t / every) + 1) * every * DAY,
    });
  }
  const ended = { rounds: 0, failed: 0, sets, inferences: sets * workers, leftOut: 0 };
  facts.push({
    kind: "ended",
    ...ended,
    secondRuns: 0,
    withheld: 0,
    otherHosts: [],
    rounding: { inferences: 0, worst: 0 },
  });
  return facts;
}

function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const candidates = [
    process.env["CHROMIUM_PATH"] ?? "",
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ];
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return path !== "";
    } catch {
      return false;
    }
  });
}

async function measure(name, replays, browser, folder) {
  const [fold, write, open] = [[], [], []];
  let page = "";
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    const evaluator = new Evaluator();
    const all = replays.map((facts) => {
      const series = new SeriesAccumulator();
      for (const fact of facts) series.add(evaluator.add(fact));
      return series.result();
    });
    const { topics, overall } = evaluator.result();
    const pages = topics.map((summary, i) => ({ summary, series: all[i] }));
    const folded = performance.now();
    page = htmlReport(pages, { madeBy: "bench", overall });
    fold.push(folded - started);
    write.push(performance.now() - folded);
  }
  const file = join(folder, `${name}.html`);
  writeFileSync(file, page);
  for (let run = 0; browser !== null && run < RUNS; run += 1) {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 1300 } });
    await tab.goto(pathToFileURL(file).href);
    await tab.waitForSelector("html[data-ready] svg.forest");
    open.push(
      await tab.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))",
      ),
    );
    await tab.close();
  }
  return {
    name,
    bytes: Buffer.byteLength(page),
    foldMs: median(fold),
    writeMs: median(write),
    usableMs: open.length === 0 ? null : median(open),
  };
}

const path = findChromium();
if (path === undefined)
  process.stderr.write("no Chromium found: the time until the page can be used is not measured\n");
const browser =
  path === undefined
    ? null
    : await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
const folder = mkdtempSync(join(tmpdir(), "weightkit-bench-"));
const season = await measure("79 workers, 88 sets", [madeUp(79, 88, 2)], browser, folder);
const large = await measure("100 workers, 1,000 rounds", [madeUp(100, 1000, 1)], browser, folder);
const topics = Array.from({ length: 53 }, (_, i) => madeUp(37, 88, 2, i + 1));
const many = await measure("53 topics, 37 workers, 88 sets", topics, browser, folder);
await browser?.close();
rmSync(folder, { recursive: true });

if (json)
  process.stdout.write(
    `${JSON.stringify({ bench: "report", results: [season, large, many] }, null, 2)}\n`,
  );
else {
  for (const { name, bytes, foldMs, writeMs, usableMs } of [season, large, many]) {
    const usable = usableMs === null ? "not measured" : `${usableMs.toFixed(0)} ms`;
    process.stdout.write(
      `${name.padEnd(32)} ${(bytes / 1e6).toFixed(2)} MB  fold ${foldMs.toFixed(0)} ms  write ${writeMs.toFixed(0)} ms  usable after ${usable}\n`,
    );
  }
}
const slow = (season.usableMs ?? 0) > 500 || (large.usableMs ?? 0) > 1000;
process.exitCode = season.bytes > 400_000 || many.bytes > 3_000_000 || slow ? 1 : 0;
