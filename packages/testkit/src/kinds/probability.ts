import { median } from "../numbers/order.js";
import { mean } from "../numbers/sum.js";
import { weightedMean } from "../numbers/weighted-mean.js";
import { BaseRates } from "./base-rates.js";
import { defineKind } from "./kind.js";
import { logPool } from "./pools.js";
import { logScoreOf, PROBABILITY_FLOOR } from "./probability-scores.js";
import { NO_SCORE } from "./score.js";
import type { ValueRules } from "./value-rules.js";

/**
 * Linear and logarithmic pools, Brier's binary score (p - o)^2; the naive inference is how often it happened among the truths
 * known.
 */
const rules: ValueRules<number, number, number> = {
  loss: "Brier score",
  inference(set, i) {
    const value = set.values[i] ?? Number.NaN;
    return value >= 0 && value <= 1 ? value : null;
  },
  truth: ({ truth }) => (truth === 0 || truth === 1 ? truth : null),
  combine(chances, weights) {
    const both = chances.map((chance) => [1 - chance, chance]);
    const ones = chances.map(() => 1);
    const logarithmic = (by: readonly number[]): number =>
      logPool(both, by, PROBABILITY_FLOOR)?.[1] ?? Number.NaN;
    const equal = mean(chances) ?? Number.NaN;
    const pool = logarithmic(ones);
    return {
      weighted: (weights === null ? null : weightedMean(chances, weights)) ?? equal,
      weightedLogPool: weights === null ? pool : logarithmic(weights),
      equal,
      median: median(chances) ?? Number.NaN,
      logPool: pool,
    };
  },
  score(inference, truth) {
    const error = inference - truth;
    const loss = error * error;
    const given = truth === 1 ? inference : 1 - inference;
    return { ...NO_SCORE, loss, brier: loss, error, logScore: logScoreOf(given) };
  },
  scoreWorker: (chance, truth) => ({ loss: (chance - truth) ** 2, error: chance - truth }),
  written: (inference) => inference,
  writtenTruth: (truth) => truth,
  drawn: (inference) => inference,
  drawnOfWorker: (chance) => chance,
  drawnTruth: (truth) => truth,
  known: () => new BaseRates(2, ([, happened]) => happened ?? Number.NaN),
};

/** Chances of something that happens (truth 1) or not (truth 0). */
export const probabilityKind = defineKind({
  name: "probability",
  words: {
    title: "Mean Brier score",
    head: "Brier score",
    loss: "mean Brier score",
    combinations: [
      ["weighted", "weighted"],
      ["equal", "equal mean"],
      ["median", "median"],
      ["weightedLogPool", "weighted log pool"],
      ["logPool", "equal log pool"],
      ["members", "equal mean, same members"],
    ],
    naive: "base rate",
    drawn: "probability",
  },
  takesClasses: "never",
  packs: false,
  wantedTruth: () => "0 or 1",
  rules: () => rules,
});
