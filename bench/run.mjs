// Runs the benchmarks one after the other, each in a separate process, and fails when one of them misses a bar.
//
//   npm run bench                  all of them
//   npm run bench -- runtime       the named ones
//   npm run bench -- --list        what there is
//
// Bars are ratios within one run wherever they can be; what they are and how each is measured stands at the head of each file.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const BENCHES = [
  {
    name: "runtime",
    args: ["--check"],
    asks: "rounds a second, against the alternatives and the floor",
  },
  { name: "metering", args: [], asks: "what counting fuel costs" },
  {
    name: "sdk-reader",
    args: [],
    asks: "reading a payload, against V8, json-as and @blockless/sdk",
  },
  { name: "sdk-fuel", args: [], asks: "fuel of a 40-worker round, against the incumbent's JSON" },
  { name: "replay", args: [], asks: "a replay's time and memory as histories grow" },
  { name: "dev-loop", args: [], asks: "a save's way to its verdict, and cold builds against asc" },
  { name: "report", args: [], asks: "how soon the report page can be used" },
  { name: "verdict", args: [], asks: "how often a verdict is wrong, and what it can find" },
  {
    name: "race",
    args: [],
    asks: "how often compare excludes a rule that is as good as the others",
  },
  { name: "serve", args: [], asks: "losses over HTTP: a core's requests, and how long they take" },
  {
    name: "adversaries",
    args: [],
    asks: "whether each adversary beats a weak rule and loses to one that resists, and what all of them cost on the templates",
  },
  { name: "holes", args: [], asks: "whether a search finds 20 planted ways to game a rule" },
  { name: "hostile", args: [], asks: "10,000 runs that mean harm" },
  { name: "mutants", args: [], asks: "a million damaged files through every reader" },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter(
  (name) => name !== "--list" && !BENCHES.some((one) => one.name === name),
);
if (wanted.includes("--list") || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no benchmark ${unknown.join(", ")}. There are:`);
  for (const { name, asks } of BENCHES) console.log(`${name.padEnd(12)} ${asks}`);
  process.exit(unknown.length > 0 ? 3 : 0);
}

const missed = [];
for (const { name, args, asks } of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n=== ${name}: ${asks}\n`);
  const file = fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, ["--expose-gc", file, ...args], {
    stdio: "inherit",
  });
  if (status !== 0) missed.push(name);
}
if (missed.length > 0) {
  console.error(`\nMissed a bar or failed: ${missed.join(", ")}`);
  process.exitCode = 1;
}
