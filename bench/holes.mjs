// Whether `weightkit attack --adaptive` finds holes that were planted, and finds none where none is.
//
//   node bench/holes.mjs                    all, against the bars below
//   node bench/holes.mjs NAME...            some rules
//   node bench/holes.mjs --evaluations 500  a smaller budget
//   node bench/holes.mjs --measure          only what each known exploit gains
//
// bench/holes/rules: 20 small rules. The head of each has the hole, what the adversary can do at most, an exploit made by hand and what that gains,
// which bench/holes/known.mjs computes without weightkit. --measure holds the compiled rule, that computation and the head against each other.
// Found: the search's plan gains at least 90 % of the known gain, in 12 worlds that the search has not seen, within 2,000 replays and 60 seconds.
// Bar: all 20.
// bench/holes/resistant: 5 rules with what the adversary can do at most. Bar: its total share is at most 1.1 times the honest one.
// Seconds are half of the processor time that all threads took, so that they are those of two idle cores on a busy machine too.
// Exits with 1 when a bar is missed.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { attackLogic } from "@weightkit/testkit/internal/lab/attack/attack-logic";
import { ALL_POWERS } from "@weightkit/testkit/internal/lab/attack/search/plan";
import { planAdversary } from "@weightkit/testkit/internal/lab/attack/search/plan-adversary";
import { searchPlan } from "@weightkit/testkit/internal/lab/attack/search/search-plan";
import { LADDER } from "@weightkit/testkit/internal/lab/attack/world";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { built } from "./attack/built.mjs";
import { knownGains } from "./holes/known.mjs";

const HOLES = fileURLToPath(new URL("holes", import.meta.url));
const words = process.argv.slice(2);
const budgetAt = words.indexOf("--evaluations");
const EVALUATIONS = budgetAt < 0 ? 2000 : Number(words[budgetAt + 1]);
const MEASURE = words.includes("--measure");
const wanted = words.filter(
  (word, i) => !word.startsWith("--") && (i === 0 || words[i - 1] !== "--evaluations"),
);
const SECONDS = 60;
const CORES = 2;
/** By how much gains of one exploit may differ that were measured in different worlds: standard errors, and at least this. */
const STANDARD_ERRORS = 4;
const SAME = 0.005;
const FOUND = 0.9;
const RESISTS = 1.1;
const seeds = (count) => Array.from({ length: count }, (_, i) => i + 1);

/** The WASM of a rule. */
const compiled = (file) =>
  built({
    "logic/rule/weights.ts": readFileSync(file, "utf8"),
    "logic/support.ts": readFileSync(join(HOLES, "support.ts"), "utf8"),
    "weightkit.json": '{ "name": "rule", "entry": "logic/rule/weights.ts" }',
  });

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
  const logic = await loadLogic(compiled(rule.path));
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

/** Seconds that two idle cores would have taken so far, of all threads. */
function secondsOfTwoCores() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 / CORES;
}

async function searched(plan, { worker, powers }) {
  const begun = secondsOfTwoCores();
  const found = await searchPlan(plan, {
    ...{ pool, design: LADDER, worker, powers, evaluations: EVALUATIONS, seed: 4_100_000_000 },
    isOver: (spent) => secondsOfTwoCores() - begun > SECONDS * (spent === "all" ? 1 : 0.85),
  });
  return { ...found, seconds: secondsOfTwoCores() - begun };
}

const points = (share) => (100 * share).toFixed(1).padStart(6);

function listed(folder) {
  return readdirSync(join(HOLES, folder))
    .map((file) => ruleOf(folder, file))
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name));
}

/** Whether the exploit of each hole gains what its head states: by the compiled rule, and by hand. */
async function measured() {
  const known = knownGains();
  for (const rule of listed("rules")) {
    const { gain, honestShare } = await gainOf(await planOf(rule), rule, rule.exploit, 30);
    const byHand = known.get(rule.name);
    const tolerance = Math.max(
      SAME,
      STANDARD_ERRORS * Math.hypot(byHand.error, gain.standardError ?? 0),
    );
    const agrees = [gain.meanGain, byHand.gain].every(
      (one) => Math.abs(one - rule.gain) <= tolerance,
    );
    if (!agrees) missed.push(rule.name);
    console.log(
      `${rule.name.padEnd(16)} honest ${points(honestShare)}, gain ${gain.meanGain.toFixed(3)}, by hand ${byHand.gain.toFixed(3)}, stated ${rule.gain}${agrees ? "" : `: more than ${tolerance.toFixed(3)} apart`}`,
    );
  }
}

async function holes() {
  let found = 0;
  const rules = listed("rules");
  for (const rule of rules) {
    const plan = await planOf(rule);
    const { plan: moves, evaluations, seconds } = await searched(plan, rule);
    const { gain } = await gainOf(plan, rule, moves, 12);
    const part = gain.meanGain / rule.gain;
    if (part >= FOUND) found += 1;
    else missed.push(rule.name);
    console.log(
      `${rule.name.padEnd(16)} known ${points(rule.gain)}, found ${points(gain.meanGain)} (${(100 * part).toFixed(0)} %) in ${evaluations} replays, ${seconds.toFixed(0)} s: ${JSON.stringify(moves)}`,
    );
  }
  console.log(`Found ${found} of ${rules.length} holes; bar: all.\n`);
}

async function resistant() {
  for (const rule of listed("resistant")) {
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
  if (MEASURE) await measured();
  else {
    await holes();
    await resistant();
  }
} finally {
  await pool.close();
}
if (missed.length > 0) console.error(`Missed: ${missed.join(", ")}`);
process.exitCode = missed.length > 0 ? 1 : 0;
