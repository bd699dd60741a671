// Compares the rules in logic/ on the same history: `node scripts/compare.mjs`. Builds each, replays it, and prints which difference is
// more than chance.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readHistory } from "@weightkit/testkit/internal/history/read-history";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { assessDifference } from "@weightkit/testkit/internal/metrics/statistics/assess";
import { holm } from "@weightkit/testkit/internal/metrics/statistics/multiple";
import { setJudge } from "@weightkit/testkit/internal/metrics/set-judge";
import { replayTopic } from "@weightkit/testkit/internal/replay/drive";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { truthAnswerer } from "@weightkit/testkit/internal/round/truth-answerer";
import { v8Engine } from "@weightkit/testkit/internal/runtime/v8/v8-engine";

const RULES = ["ema", "hedge", "inverse-variance"];
/** Days at the start that no rule is measured on: weights are uniform until the first round with truth. */
const WARM_UP = 8;

const project = fileURLToPath(new URL("..", import.meta.url));
const settings = JSON.parse(readFileSync(join(project, "weightkit.json"), "utf8"));
const history = await readHistory({
  inferences: join(project, settings.history.inferences),
  truth: join(project, settings.history.truth),
});
const [topic] = history.topics;

/** Absolute errors by day, for each way of combining. */
const errors = new Map();
for (const rule of RULES) {
  const days = replayed(build(rule));
  const losses = (name) => days.map((combined) => combined[name].score.loss);
  errors.set(rule, losses("weighted"));
  if (errors.has("median")) continue;
  errors.set("equal mean", losses("equal"));
  errors.set("median", losses("median"));
}

const mae = (name) =>
  errors.get(name).reduce((sum, error) => sum + error, 0) / errors.get(name).length;
const ranked = [...errors.keys()].sort((a, b) => mae(a) - mae(b));
const best = ranked[0];
const others = ranked.slice(1);
const assessed = others.map((name) => assessDifference(errors.get(best), errors.get(name)));
// The best was chosen among all: its p against each other is corrected for their number.
const adjusted = holm(assessed.map(({ test }) => (test.testable ? test.pValue : 1)));
const rows = [
  [best, mae(best).toFixed(3), "", "", ""],
  ...others.map((name, i) => {
    const { skill, interval } = assessed[i];
    const p = adjusted[i];
    return [
      name,
      mae(name).toFixed(3),
      percent(skill),
      `${percent(interval.low)} to ${percent(interval.high)}`,
      p < 0.001 ? "< 0.001" : p.toFixed(3),
    ];
  }),
];
const header = ["", "error in K", `${best} is better by`, "95% interval", "p (Holm)"];
const widths = header.map((title, i) =>
  Math.max(title.length, ...rows.map((row) => row[i].length)),
);
const line = (cells) =>
  cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("  ");
console.log(`${errors.get(best).length} days`);
for (const row of [header, ...rows]) console.log(line(row).trimEnd());
const close = rows
  .filter(([name, , , , p]) => name !== best && Number(p.replace("< ", "")) >= 0.05)
  .map(([name]) => name);
console.log(
  close.length === 0
    ? `${best} wins: by more than chance against every other`
    : `${best} comes first, but not by more than chance against ${close.join(" and ")}`,
);

/**
 * Builds one rule, in a copy of the project; returns its logic.
 * @param {string} rule
 */
function build(rule) {
  const copy = mkdtempSync(join(tmpdir(), "weightkit-compare-"));
  try {
    cpSync(join(project, "logic"), join(copy, "logic"), { recursive: true });
    writeFileSync(
      join(copy, "weightkit.json"),
      JSON.stringify({ ...settings, name: rule, entry: `logic/${rule}.ts` }),
    );
    const { status, stderr } = spawnSync("weightkit", ["build"], { cwd: copy, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return loadLogic(join(copy, "build/manifest.json"));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Every day's combinations with their scores, warm-up left out. */
function replayed(logic) {
  const { inferenceCadence: inference, weightCadence: weight, valueScale } = settings.topic;
  const facts = replayTopic(
    {
      history: topic,
      cadences: { inference, weight },
      logic,
      permissions: settings.permissions,
      seed: 1,
      valueScale,
    },
    {
      engine: v8Engine.name,
      logic: v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered: false }),
      http: truthAnswerer(topic.truth, settings.truth),
    },
  );
  const judge = setJudge();
  const days = [];
  for (const fact of facts) {
    if (fact.kind === "round" && fact.failure !== null) throw new Error(fact.failure.message);
    if (fact.kind === "set") days.push(judge.judge(fact).combined);
  }
  return days.slice(WARM_UP);
}

function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}
