// Whether anything got slower: this checkout's reader and runtime against those of another one.
//
//   node bench/against.mjs --base FOLDER [--pairs 15] [--json] [--check]
//
// FOLDER is a built checkout of another commit (`git worktree add`, `npm ci`). Each pair is two fresh processes, one for each checkout,
// whose order changes from pair to pair; what is compared is processor time, and what counts is the median of the pairs' ratios.
// `--check` fails when one of them is above 1.05.

import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const OWN = resolve(fileURLToPath(new URL("..", import.meta.url)));
const MEASURE = fileURLToPath(new URL("against/measure.mjs", import.meta.url));
/** The most that a median ratio may be. */
const BAR = 1.05;

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    pairs: { type: "string", default: "15" },
    json: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});
if (values.base === undefined) throw new Error("--base names a built checkout");
const BASE = resolve(values.base);

const templates = new Map([OWN, BASE].map((root) => [root, builtTemplate(root)]));
const ratios = new Map();
for (let pair = 0; pair < Number(values.pairs); pair += 1) {
  const order = pair % 2 === 0 ? [OWN, BASE] : [BASE, OWN];
  const [first, second] = order.map(measured);
  const [own, base] = pair % 2 === 0 ? [first, second] : [second, first];
  for (const [name, time] of Object.entries(own)) {
    const all = ratios.get(name) ?? [];
    ratios.set(name, [...all, time / base[name]]);
  }
}

const table = Object.fromEntries([...ratios].map(([name, all]) => [name, spreadOf(all)]));
if (values.json) console.log(JSON.stringify(table));
else console.table(table);
const slower = Object.entries(table).filter(([, { median }]) => median > BAR);
if (values.check && slower.length > 0) {
  console.error(`slower by more than 5 %: ${slower.map(([name]) => name).join(", ")}`);
  process.exitCode = 1;
}

/** The template for a consensus, which needs no network, as the checkout builds it. */
function builtTemplate(root) {
  // Inside the checkout, where the SDK is found; what lies in .weightkit is ignored by git.
  const folder = join(root, ".weightkit/against");
  cpSync(join(root, "templates/consensus"), folder, { recursive: true });
  const cli = join(root, "packages/cli/bin/weightkit.js");
  const { status, stderr } = spawnSync(process.execPath, [cli, "build"], { cwd: folder });
  if (status !== 0) throw new Error(String(stderr));
  return join(folder, "build/consensus.wasm");
}

/** Milliseconds of processor time by what was measured. */
function measured(root) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [MEASURE, root, templates.get(root)],
    {
      encoding: "utf8",
    },
  );
  if (status !== 0) throw new Error(`${root}: ${stderr}`);
  return JSON.parse(stdout);
}

function spreadOf(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (part) => Number(sorted[Math.floor(part * (sorted.length - 1))].toFixed(3));
  return { median: at(0.5), quarter: at(0.25), threeQuarters: at(0.75) };
}
