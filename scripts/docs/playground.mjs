// Makes what the site's playground runs: three templates as WASM, histories, and the testkit for browsers. Needs no network.
//   docs/public/playground/worker.js      the testkit's replay and metrics
//   docs/public/playground/*.wasm, *.json  templates, histories, and a list of both
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readHistory } from "@weightkit/testkit/history";
import { build } from "esbuild";
import { ROOT } from "./play.mjs";

const TARGET = join(ROOT, "docs/public/playground");
const TEMPLATES = ["ema-absolute-error", "multiplicative-weights", "robust"];
/** As large as a busy topic: 88 rounds of two hourly sets. */
const CROWD = { workers: 80, sets: 176 };

/** Writes all files of the playground. */
export async function makePlayground() {
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  const folder = join(ROOT, ".weightkit/docs");
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, "playground-"));
  try {
    const logics = TEMPLATES.map((name) => buildTemplate(work, name));
    const first = join(work, TEMPLATES[0] ?? "");
    const { workers, sets } = CROWD;
    const simulate = ["history", "simulate", "--workers", String(workers), "--sets", String(sets)];
    weightkit(first, [...simulate, "--out", "crowd"]);
    const histories = [
      await writeHistory(join(first, "history"), "week", "5 workers, 84 rounds"),
      await writeHistory(join(first, "crowd"), "crowd", `${workers} workers, ${sets / 2} rounds`),
    ];
    writeFileSync(join(TARGET, "list.json"), JSON.stringify({ logics, histories }));
    await bundle();
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} work
 * @param {string} name
 */
function buildTemplate(work, name) {
  const project = join(work, name);
  const copied = /[\\/](build|node_modules|test)([\\/]|$)/;
  cpSync(join(ROOT, "templates", name), project, {
    recursive: true,
    filter: (source) => !copied.test(source.slice(ROOT.length)),
  });
  weightkit(project, ["build"]);
  cpSync(join(project, `build/${name}.wasm`), join(TARGET, `${name}.wasm`));
  const settings = JSON.parse(readFileSync(join(project, "weightkit.json"), "utf8"));
  const { topic, truth, permissions, description } = settings;
  const { parameters } = JSON.parse(weightkit(project, ["inspect", ".", "--json"]));
  return {
    ...{ name, description, permissions, truth },
    cadences: { inference: topic.inferenceCadence, weight: topic.weightCadence },
    parameters: parameters.map((/** @type {{ name: string, value: number }} */ one) => ({
      name: one.name,
      value: one.value,
      ...settings.parameters[one.name],
    })),
  };
}

/**
 * @param {string} cwd
 * @param {string[]} args
 */
function weightkit(cwd, args) {
  const command = join(ROOT, "packages/cli/bin/weightkit.js");
  const run = spawnSync(process.execPath, [command, ...args], { cwd, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`weightkit ${args.join(" ")}: ${run.stderr}${run.stdout}`);
  return run.stdout;
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string} title
 */
async function writeHistory(folder, name, title) {
  const source = { inferences: join(folder, "inferences.csv"), truth: join(folder, "truth.csv") };
  const [topic] = (await readHistory(source)).topics;
  if (topic === undefined) throw new Error(`${folder} has no topic`);
  const { inferences, truth } = topic;
  const list = (/** @type {ArrayLike<number>} */ column, /** @type {number} */ length) =>
    Array.from(column).slice(0, length);
  const history = {
    workers: inferences.workers,
    names: namesIn(join(folder, "workers.csv")),
    inferences: {
      timestamps: list(inferences.timestamps, inferences.length),
      workerIds: list(inferences.workerIds, inferences.length),
      values: list(inferences.values, inferences.length),
    },
    truth: {
      timestamps: list(truth.timestamps, truth.length),
      values: list(truth.values, truth.length),
      availableAt: list(truth.availableAt, truth.length),
    },
  };
  writeFileSync(join(TARGET, `${name}.json`), JSON.stringify(history));
  return { name, title };
}

/** @param {string} path */
function namesIn(path) {
  const [, ...rows] = readFileSync(path, "utf8").trim().split("\n");
  return Object.fromEntries(rows.map((row) => row.split(",", 2)));
}

async function bundle() {
  await build({
    entryPoints: [join(ROOT, "docs/.vitepress/playground/worker.mjs")],
    outfile: join(TARGET, "worker.js"),
    bundle: true,
    minify: true,
    platform: "browser",
    format: "esm",
    target: ["chrome110", "firefox115", "safari16.4"],
    logLevel: "warning",
  });
}
