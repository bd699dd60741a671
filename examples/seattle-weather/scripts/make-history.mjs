// Writes history/ from the weather of Seattle, 2012 to 2015: `node scripts/make-history.mjs [FOLDER]`.
// The series comes from the npm package vega-datasets (data/seattle-weather.csv; NOAA's observations).
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { alloAddress } from "@weightkit/testkit/internal/chain/bech32";
import { Random } from "@weightkit/testkit/internal/numbers/random";
import { FORECASTERS } from "./forecasters.mjs";

/** The first year is for learning only. */
const FIRST = new Date("2013-01-01");
const DAY = 86_400;

const days = readDays();
const out = process.argv[2] ?? fileURLToPath(new URL("../history", import.meta.url));
const workers = FORECASTERS.map(({ name, forecast }, id) => ({
  name,
  forecast,
  address: alloAddress(
    createHash("sha256").update(`seattle-weather ${name}`).digest().subarray(0, 20),
  ),
  random: new Random(2012, id),
}));

const inferences = ["timestamp,worker,value"];
const truth = ["timestamp,value,available_at"];
for (const [i, day] of days.entries()) {
  if (day.date < FIRST) continue;
  const timestamp = day.date.getTime() / 1000;
  for (const { address, forecast, random } of workers) {
    const value = forecast(days, i, random);
    if (value !== null) inferences.push(`${timestamp},${address},${value.toFixed(2)}`);
  }
  // The day's highest temperature is known when the day is over.
  truth.push(`${timestamp},${day.max.toFixed(2)},${timestamp + DAY}`);
}
const names = ["worker,name", ...workers.map(({ address, name }) => `${address},${name}`)];

mkdirSync(out, { recursive: true });
for (const [name, lines] of Object.entries({ inferences, truth, workers: names }))
  writeFileSync(join(out, `${name}.csv`), `${lines.join("\n")}\n`);

/** @returns {import("./forecasters.mjs").Day[]} */
function readDays() {
  const folder = dirname(createRequire(import.meta.url).resolve("vega-datasets/package.json"));
  const [header, ...lines] = readFileSync(join(folder, "data/seattle-weather.csv"), "utf8")
    .trim()
    .split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    const cell = (name) => cells[columns.indexOf(name)] ?? "";
    return {
      date: new Date(`${cell("date").replaceAll("/", "-")}T00:00:00Z`),
      max: Number(cell("temp_max")) + 273.15,
      min: Number(cell("temp_min")) + 273.15,
      rain: Number(cell("precipitation")),
      wind: Number(cell("wind")),
    };
  });
}
