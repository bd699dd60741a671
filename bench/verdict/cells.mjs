// What is measured: every cell is a question, a number of seeds, and counts that add up, so that cells can be cut into pieces and
// the pieces computed on any core in any order.

import { Evaluator } from "@weightkit/testkit/internal/metrics/evaluate";
import { DESIGNS, Normals, nullTopics, SERIES, worseSecond } from "./designs.mjs";
import { factsOf } from "./facts.mjs";
import { WASM_DESIGNS, wasmSummary } from "./wasm.mjs";

const SIZES = [20, 50, 100, 500];
const FEW_SIZES = [20, 22, 25, 30, 40];
const TOPICS = { topics: 53, cross: 0.32, rho: 0.5 };
/** Improvements to be found, and histories to find them in. */
const IMPROVEMENTS = [0.01, 0.02, 0.03, 0.05, 0.1];
const POWER_SIZES = [20, 50, 88, 250];
/** Of the errors of two rules that are nearly the same: what weighted and equal means of real topics have. */
const NEAR = 0.998;

/** Every cell: `group` is its table, `row` and `column` its place, the rest its bars. */
export const CELLS = [
  ...DESIGNS.flatMap((design) =>
    SIZES.map((n) => ({ group: "size", row: design.name, n, ...bars(design, n) })),
  ),
  // Where the gate is weakest: no bar but the first's, which is in the table above.
  ...FEW_SIZES.map((n) => ({ group: "few", row: "differences AR 0.9", n })),
  ...WASM_DESIGNS.map(({ name, most }) => ({ group: "wasm", row: name, n: 50, most })),
  ...[50, 88].map((n) => ({
    group: "topics",
    row: "53 topics, correlation 0.32, AR 0.5",
    n,
    most: 0.065,
  })),
  ...Object.keys(SERIES).flatMap((row) =>
    [50, 100, 500].map((n) => ({ group: "coverage", row, n, least: 0.93, most: 0.97 })),
  ),
  ...IMPROVEMENTS.flatMap((improvement) =>
    POWER_SIZES.map((n) => ({
      group: "power",
      row: `${Math.round(improvement * 100)} %`,
      improvement,
      n,
      ...(n === 50 && improvement === 0.05 && { least: 0.82 }),
    })),
  ),
];

function bars({ most, mostGated, mostShareGated }, n) {
  return {
    ...(most !== undefined && { most }),
    ...(mostGated !== undefined && { mostGated }),
    ...(mostShareGated !== undefined && n >= 50 && { mostShareGated }),
  };
}

/** How many histories a cell is measured on. */
export function seedsOf({ group }, { seeds, wasmSeeds }) {
  return group === "wasm" ? wasmSeeds : seeds;
}

/** Counts of some of a cell's histories: seeds from `from` to `to`, the last excluded. */
export async function measure(cell, from, to) {
  const counts = {};
  const stream = streamOf(cell);
  const count = (name, by = 1) => (counts[name] = (counts[name] ?? 0) + by);
  for (let seed = from; seed < to; seed += 1) {
    count("histories");
    await MEASURES[cell.group]({ ...cell, normals: new Normals(seed, stream), count });
  }
  return counts;
}

/** A stream of random numbers for every cell, so that no two share their luck. */
function streamOf({ group, row, n }) {
  let hash = 0x811c9dc5;
  for (const character of `${group}/${row}/${n}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  }
  return hash >>> 0;
}

const MEASURES = {
  /** Is a difference found where there is none? */
  size({ row, n, normals, count }) {
    const design = DESIGNS.find(({ name }) => name === row);
    const presence = design.missing ? () => normals.uniform() : null;
    const { horizon } = design;
    countVerdict(summaryOf(design.make(normals, n), { horizon, presence }), count);
  },

  few: (cell) => MEASURES.size(cell),

  /** The same by real WASM. */
  async wasm({ row, n, normals, count }) {
    const design = WASM_DESIGNS.find(({ name }) => name === row);
    countVerdict((await wasmSummary(design, n, normals)).against.equal, count);
  },

  /** Is the overall verdict on many topics wrong, and how many topics does chance alone call significant? */
  topics({ n, normals, count }) {
    const evaluator = new Evaluator();
    const pairs = nullTopics(normals, n, TOPICS);
    for (const [k, pair] of pairs.entries()) {
      for (const fact of factsOf(pair, { topic: String(k + 1) })) evaluator.add(fact);
    }
    const { together, significant, byChance, byTopic } = evaluator.result().overall;
    countVerdict(together, count);
    count("topicsFlagged", significant);
    if (significant > byChance.usuallyAtMost) count("moreThanUsual");
    if (byTopic.some(({ beyondChance }) => beyondChance)) count("anyAfterHolm");
  },

  /** Does the 95 % interval hold the true skill? */
  coverage({ row, n, normals, count }) {
    const make = worseSecond(SERIES[row], 1.05, 0.9);
    const { interval } = summaryOf(make(normals, n));
    const skill = 1 - 1 / 1.05;
    if (interval !== null && interval.low <= skill && skill <= interval.high) count("covered");
  },

  /** Is a true improvement found? */
  power({ n, improvement, normals, count }) {
    const make = worseSecond(SERIES.independent, 1 + improvement, NEAR);
    countVerdict(summaryOf(make(normals, n)), count);
  },
};

/** The comparison with equal weights that the metrics come to. */
function summaryOf(pair, options) {
  const evaluator = new Evaluator();
  for (const fact of factsOf(pair, options)) evaluator.add(fact);
  return evaluator.result().topics[0].against.equal;
}

const isVerdict = (kind) => kind === "better" || kind === "worse";

function countVerdict({ kind, beyondChance, reasons }, count) {
  count(kind);
  if (isVerdict(kind)) count("verdicts");
  if (beyondChance) count("verdictsGated");
  if (beyondChance && kind === "better") count("betterGated");
  if (reasons.length > 0) count("gated");
}
