// Whether `weightkit attack --adaptive` finds holes that were planted, and finds none where none is.
//
//   node bench/holes.mjs                    all, against the bars below
//   node bench/holes.mjs NAME...            some rules
//   node bench/holes.mjs --evaluations 500  a smaller budget
//   node bench/holes.mjs --measure          only what each known exploit gains
//
// bench/holes/rules: 20 small rules, each with its hole, an exploit and what that gains (a mean over 12 worlds or more) at its head. Found: the search's
// plan gains at least 90 % of it, in 12 worlds that the search has not seen, within 2,000 replays and 60 seconds. Bar: all 20.
// bench/holes/resistant: 5 rules with what the adversary can do at most. Bar: its total share is at most 1.1 times the honest one.
// Exits with 1 when a bar is missed.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { attackLogic } from "@weightkit/testkit/internal/lab/attack/attack-logic";
import { ALL_POWERS } from "@weightkit/testkit/internal/lab/attack/search/plan";
import { planAdversary } from "@weightkit/testkit/internal/lab/attack/search/plan-adversary";
import { searchPlan } from "@weightkit/testkit/internal/lab/attack/search/search-plan";
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const HOLES = join(ROOT, "bench/holes");
const CACHE = join(tmpdir(), "weightkit-holes");
const words = process.argv.slice(2);
const budgetAt = words.indexOf("--evaluations");
const EVALUATIONS = budgetAt < 0 ? 2000 : Number(words[budgetAt + 1]);
const MEASURE = words.includes("--measure");
const wanted = words.filter((word, i) => !word.startsWith("--") && i !== budgetAt + 1);
const SECONDS = 60;
const FOUND = 0.9;
const RESISTS = 1.1;
const seeds = (count) => Array.from({ length: count }, (_, i) => i + 1);

/** Compiles a rule as its author would, once. */
function built(file) {
  const support = readFileSync(join(HOLES, "support.ts"));
  const source = readFileSync(file);
  const id = createHash("sha256").update(support).update(source).digest("hex").slice(0, 16);
  const kept = join(CACHE, `${id}.wasm`);
  if (existsSync(kept)) return kept;
  const folder = mkdtempSync(join(tmpdir(), "weightkit-hole-"));
  try {
    mkdirSync(join(folder, "logic/rule"), { recursive: true });
    mkdirSync(join(folder, "node_modules/@weightkit"), { recursive: true });
    symlinkSync(join(ROOT, "packages/sdk"), join(folder, "node_modules/@weightkit/sdk"));
    writeFileSync(join(folder, "logic/rule/weights.ts"), source);
    writeFileSync(join(folder, "logic/support.ts"), support);
    writeFileSync(
      join(folder, "weightkit.json"),
      '{ "name": "hole", "entry": "logic/rule/weights.ts" }',
    );
    const bin = join(ROOT, "packages/cli/bin/weightkit.js");
    execFileSync(process.execPath, [bin, "build", "-p", folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    mkdirSync(CACHE, { recursive: true });
    cpSync(join(folder, "build/hole.wasm"), kept);
    return kept;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A rule and what its head declares. */
function ruleOf(folder, file) {
  const path = join(HOLES, folder, file);
  const text = readFileSync(path, "utf8");
  const field = (name) => new RegExp(`^// ${name}: (.*)$`, "m").exec(text)?.[1];
  return {
    name: file.replace(/\.ts$/, ""),
    path,
    worker: Number(field("Worker")) - 1,
    exploit: JSON.parse(field("Exploit") ?? "null"),
    gain: Number(field("Gain")),
    powers: JSON.parse(field("Powers") ?? "null") ?? ALL_POWERS,
  };
}

async function planOf(rule) {
  const logic = await loadLogic(built(rule.path));
  return {
    ...{ logic, seed: 1, env: {}, stdinMode: "blockless", singleRuns: true },
    permissions: ["https://data.example/"],
    route: { url: "https://data.example/{timestamp}", pointer: "/value" },
  };
}

const pool = new WorkerPool();
const missed = [];

async function gainOf(plan, rule, moves, worlds) {
  const [result] = await attackLogic(plan, {
    ...{ pool, design: LADDER, worker: rule.worker },
    adversaries: [planAdversary(moves, rule.powers)],
    seeds: seeds(worlds),
  });
  return result;
}

async function searched(plan, { worker, powers }) {
  const begun = performance.now();
  const found = await searchPlan(plan, {
    ...{ pool, design: LADDER, worker, powers, evaluations: EVALUATIONS, seed: 4_100_000_000 },
    isOver: (spent) => performance.now() - begun > SECONDS * 1000 * (spent === "all" ? 1 : 0.85),
  });
  return { ...found, seconds: (performance.now() - begun) / 1000 };
}

const points = (share) => (100 * share).toFixed(1).padStart(6);

function listed(folder) {
  return readdirSync(join(HOLES, folder))
    .map((file) => ruleOf(folder, file))
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

async function holes() {
  let found = 0;
  const rules = listed("rules");
  for (const rule of rules) {
    const plan = await planOf(rule);
    if (MEASURE) {
      const { gain, honestShare } = await gainOf(plan, rule, rule.exploit, 30);
      console.log(
        `${rule.name.padEnd(16)} honest ${points(honestShare)}, gain ${gain.meanGain.toFixed(3)}`,
      );
      continue;
    }
    const { plan: moves, evaluations, seconds } = await searched(plan, rule);
    const { gain } = await gainOf(plan, rule, moves, 12);
    const part = gain.meanGain / rule.gain;
    if (part >= FOUND) found += 1;
    else missed.push(rule.name);
    console.log(
      `${rule.name.padEnd(16)} known ${points(rule.gain)}, found ${points(gain.meanGain)} (${(100 * part).toFixed(0)} %) in ${evaluations} replays, ${seconds.toFixed(0)} s: ${JSON.stringify(moves)}`,
    );
  }
  if (!MEASURE) console.log(`Found ${found} of ${rules.length} holes; bar: all.\n`);
}

async function resistant() {
  for (const rule of MEASURE ? [] : listed("resistant")) {
    const plan = await planOf(rule);
    const { plan: moves, evaluations, seconds } = await searched(plan, rule);
    const { honestShare, share } = await gainOf(plan, rule, moves, 12);
    const ratio = share / honestShare;
    if (ratio > RESISTS) missed.push(rule.name);
    console.log(
      `${rule.name.padEnd(16)} honest ${points(honestShare)}, ${ratio.toFixed(2)} times that; bar ${RESISTS}; ${evaluations} replays, ${seconds.toFixed(0)} s: ${JSON.stringify(moves)}`,
    );
  }
}

try {
  await holes();
  await resistant();
} finally {
  await pool.close();
}
if (missed.length > 0) console.error(`Missed: ${missed.join(", ")}`);
process.exitCode = missed.length > 0 ? 1 : 0;
