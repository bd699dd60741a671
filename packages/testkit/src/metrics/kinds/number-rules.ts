import { median, weightedMedian } from "../../numbers/order.js";
import { mean } from "../../numbers/sum.js";
import { weightedMean } from "../../numbers/weighted-mean.js";
import { NO_SCORE } from "./judged-set.js";
import { NewestTruth } from "./newest-truth.js";
import type { ValueRules } from "./value-rules.js";

/** Numbers: weighted mean and median, absolute errors; the naive forecast is the newest truth known. */
export const numberRules: ValueRules<number, number, number> = {
  loss: "absolute error",
  inference(set, i) {
    const value = set.values[i] ?? Number.NaN;
    return Number.isFinite(value) ? value : null;
  },
  truth: ({ truth }) => (Number.isFinite(truth) ? truth : null),
  combine(values, weights) {
    const equal = mean(values) ?? Number.NaN;
    const middle = median(values) ?? Number.NaN;
    return {
      weighted: (weights === null ? null : weightedMean(values, weights)) ?? equal,
      weightedMedian: (weights === null ? null : weightedMedian(values, weights)) ?? middle,
      equal,
      median: middle,
    };
  },
  score(forecast, truth, known) {
    const error = forecast - truth;
    const moved = known !== null && truth !== known;
    const direction = moved ? Math.sign(forecast - known) === Math.sign(truth - known) : null;
    return { ...NO_SCORE, loss: Math.abs(error), error, direction };
  },
  scoreWorker: (value, truth) => ({ loss: Math.abs(value - truth), error: value - truth }),
  tell: (forecast) => forecast,
  tellTruth: (truth) => truth,
  draw: (forecast) => forecast,
  drawInference: (value) => value,
  drawTruth: (truth) => truth,
  known: () => new NewestTruth((truth) => truth),
};
