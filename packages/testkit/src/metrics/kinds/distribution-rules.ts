import { classNumber, distributionOf } from "../../chain/read-value.js";
import type { ValueModel } from "../../chain/value-model.js";
import { linearPool, logPool } from "./classes.js";
import { brierScore, logScoreOf, PROBABILITY_FLOOR } from "../statistics/probability.js";
import { BaseRates } from "./base-rates.js";
import { NO_SCORE } from "./judged-set.js";
import type { ValueRules } from "./value-rules.js";

type Distribution = readonly number[];

/**
 * Distributions over classes: linear and logarithmic pools, Brier score; the class called is the likeliest, of equals the
 * first; the naive forecast is how often each class came among the truths known.
 */
export function distributionRules(
  model: ValueModel,
): ValueRules<Distribution, Distribution, number> {
  const classes = model.classes ?? [];
  return {
    loss: "Brier score",
    inference: ({ texts, values }, i) =>
      distributionOf(texts?.[i] ?? null, values[i] ?? NaN, model),
    truth: ({ truth, truthText }) => (truth === null ? null : classNumber(truthText, truth, model)),
    combine(distributions, weights) {
      const ones = distributions.map(() => 1);
      const linear = (by: readonly number[]): Distribution => linearPool(distributions, by) ?? [];
      const logarithmic = (by: readonly number[]): Distribution =>
        logPool(distributions, by, PROBABILITY_FLOOR) ?? [];
      const equal = linear(ones);
      const pool = logarithmic(ones);
      return {
        weighted: weights === null ? equal : linear(weights),
        weightedLogPool: weights === null ? pool : logarithmic(weights),
        equal,
        logPool: pool,
      };
    },
    score(forecast, truth) {
      const loss = brierScore([forecast], [truth]) ?? NaN;
      const likeliest = forecast.indexOf(Math.max(...forecast));
      const called = classes[likeliest] ?? String(likeliest);
      const logScore = logScoreOf(forecast[truth] ?? 0);
      return { ...NO_SCORE, loss, brier: loss, logScore, called, hit: likeliest === truth };
    },
    scoreWorker: (forecast, truth) => ({
      loss: brierScore([forecast], [truth]) ?? NaN,
      error: null,
    }),
    tell: (forecast) => forecast.join(" "),
    tellTruth: (truth) => classes[truth] ?? truth,
    draw: (forecast, truth) => (truth === null ? NaN : (forecast[truth] ?? 0)),
    drawInference: (forecast, truth) => (truth === null ? NaN : (forecast[truth] ?? 0)),
    drawTruth: () => NaN,
    known: () => new BaseRates(classes.length, (rates) => rates),
  };
}
