import { logPool } from "./classes.js";
import { median } from "../../numbers/order.js";
import { logScoreOf, PROBABILITY_FLOOR } from "../statistics/probability.js";
import { mean } from "../../numbers/sum.js";
import { weightedMean } from "../../numbers/weighted-mean.js";
import { BaseRates } from "./base-rates.js";
import { NO_SCORE } from "./judged-set.js";
import type { ValueRules } from "./value-rules.js";

/**
 * Chances of something that happens (truth 1) or not (truth 0): linear and logarithmic pools, Brier's binary score (p - o)^2;
 * the naive forecast is how often it happened among the truths known.
 */
export const probabilityRules: ValueRules<number, number, number> = {
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
  score(forecast, truth) {
    const error = forecast - truth;
    const loss = error * error;
    const given = truth === 1 ? forecast : 1 - forecast;
    return { ...NO_SCORE, loss, brier: loss, error, logScore: logScoreOf(given) };
  },
  scoreWorker: (chance, truth) => ({ loss: (chance - truth) ** 2, error: chance - truth }),
  tell: (forecast) => forecast,
  tellTruth: (truth) => truth,
  draw: (forecast) => forecast,
  drawInference: (chance) => chance,
  drawTruth: (truth) => truth,
  known: () => new BaseRates(2, ([, happened]) => happened ?? Number.NaN),
};
