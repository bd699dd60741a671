// The gains that are known of two templates, computed without weightkit: no WASM, no chain, other random numbers.
//
//   node bench/attack/figures.mjs [WORLDS]
//
// Eight workers with error SD 30 + 38 i (i = 0 to 7); truth a random walk from 1500, SD 30, not below 800; 200 hourly sets, truth 90
// minutes late, weights every two hours, so that each round scores the set of two hours before. Mean share over the second half.
// Three names of worker 3 gain 17.8 points under ema-absolute-error and about 6.5 under multiplicative-weights. Copying the median gains
// 1.8 and about 17 for worker 5. For worker 3 it gains 1.0 and 14.5; under ema-absolute-error not even the truth itself would gain it
// more than 1.6, since no one of eight workers gets more than 1/7.

import { makeWorld, SETS, WORKERS } from "./world-by-hand.mjs";

const WORLDS = Number(process.argv[2] ?? 300);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle] + sorted[middle - 1]) / 2;
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Smoothed shares of (1 - part of all loss) / (n - 1). */
function ema(weights, errors) {
  const total = sum(errors);
  return weights.map((weight, i) => {
    const score = (1 - errors[i] / total) / (errors.length - 1);
    return 0.9 * weight + 0.1 * score;
  });
}

/** exp(-loss / 2) of losses up to 1, and a twentieth spread evenly. */
function hedge(weights, errors) {
  const multiplied = weights.map(
    (weight, i) => (weight || 1) * Math.exp(-0.5 * Math.min(1, errors[i] / 300)),
  );
  const total = sum(multiplied);
  return multiplied.map((weight) => (0.95 * weight) / total + 0.05 / weights.length);
}

/** Mean shares over the second half. */
function shares(rule, { truths, answers }) {
  let weights = answers[0].map(() => 0);
  const totals = answers[0].map(() => 0);
  let rounds = 0;
  for (let round = 1; 2 * round <= SETS; round += 1) {
    const scored = 2 * round - 2;
    weights = rule(
      weights,
      answers[scored].map((answer) => Math.abs(answer - truths[scored])),
    );
    if (2 * round < SETS / 2) continue;
    const all = sum(weights);
    for (const [i, weight] of weights.entries()) totals[i] += weight / all;
    rounds += 1;
  }
  return totals.map((total) => total / rounds);
}

const attacks = {
  "three-names": (row, worker) => [...row, row[worker], row[worker]],
  "copy-median": (row, worker) =>
    row.map((own, i) => (i === worker ? median(row.filter((_, other) => other !== worker)) : own)),
};

for (const [rule, name] of [
  [ema, "ema-absolute-error"],
  [hedge, "multiplicative-weights"],
]) {
  for (const [attack, worker] of [
    ["three-names", 3],
    ["copy-median", 3],
    ["copy-median", 5],
  ]) {
    const gains = Array.from({ length: WORLDS }, (_, seed) => {
      const world = makeWorld(seed + 1);
      const answers = world.answers.map((row) => attacks[attack](row, worker));
      const after = shares(rule, { ...world, answers });
      return after[worker] + sum(after.slice(WORKERS)) - shares(rule, world)[worker];
    });
    const mean = sum(gains) / WORLDS;
    const error = Math.sqrt(sum(gains.map((gain) => (gain - mean) ** 2)) / (WORLDS - 1) / WORLDS);
    console.log(
      `${name.padEnd(24)} ${attack} of worker ${worker}: ${(100 * mean).toFixed(2)} points, standard error ${(100 * error).toFixed(2)}`,
    );
  }
}
