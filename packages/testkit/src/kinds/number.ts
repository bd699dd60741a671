import { median, weightedMedian } from "../numbers/order.js";
import { mean } from "../numbers/sum.js";
import { weightedMean } from "../numbers/weighted-mean.js";
import { defineKind } from "./kind.js";
import { NewestTruth } from "./newest-truth.js";
import { NO_SCORE } from "./score.js";
import type { ValueRules } from "./value-rules.js";

/** Weighted mean and median, absolute errors; the naive inference is the newest truth known. */
const rules: ValueRules<number, number, number> = {
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
  score(inference, truth, known) {
    const error = inference - truth;
    const moved = known !== null && truth !== known;
    const direction = moved ? Math.sign(inference - known) === Math.sign(truth - known) : null;
    return { ...NO_SCORE, loss: Math.abs(error), error, direction };
  },
  scoreWorker: (value, truth) => ({ loss: Math.abs(value - truth), error: value - truth }),
  written: (inference) => inference,
  writtenTruth: (truth) => truth,
  drawn: (inference) => inference,
  drawnOfWorker: (value) => value,
  drawnTruth: (truth) => truth,
  known: () => new NewestTruth((truth) => truth),
};

/** Anything measured. */
export const numberKind = defineKind({
  name: "number",
  words: {
    title: "Mean absolute error",
    head: "MAE",
    loss: "mean absolute error",
    combinations: [
      ["weighted", "weighted"],
      ["equal", "equal mean"],
      ["median", "median"],
      ["weightedMedian", "weighted median"],
    ],
    naive: "newest truth",
    drawn: "value",
  },
  takesClasses: "never",
  packs: false,
  wantedTruth: () => "a number",
  // A truth that is not finite is read, and counts as none.
  truthCheck: () => () => true,
  rules: () => rules,
});
