import { median, weightedMedian } from "../numbers/order.js";
import { mean } from "../numbers/sum.js";
import { weightedMean } from "../numbers/weighted-mean.js";
import { defineKind } from "./kind.js";
import { NewestTruth } from "./newest-truth.js";
import { type LossMeasure, type LossName, type LossScale, NO_SCORE } from "./score.js";
import type { ValueRules } from "./value-rules.js";

type LossOf = (inference: number, truth: number) => number;

const LOSS_NAMES = {
  absolute: "absolute error",
  relative: "relative error",
  log: "log error",
} as const satisfies Record<LossScale, LossName>;

/**
 * - `absolute`: |x - truth|.
 * - `relative`: |x - truth| / max(|truth|, typical |truth|), so that a season's large values do not decide all and small ones
 *   do not explode.
 * - `log`: |ln(1 + x) - ln(1 + truth)|, for amounts, which are not negative.
 */
function lossOf({ scale, typicalTruth }: LossMeasure): LossOf {
  if (scale === "relative") {
    return (x, truth) => Math.abs(errorOf(x, truth)) / Math.max(Math.abs(truth), typicalTruth);
  }
  if (scale === "log") {
    return (x, truth) =>
      errorOf(x, truth) === 0 ? 0 : Math.abs(Math.log1p(x) - Math.log1p(truth));
  }
  return (x, truth) => Math.abs(errorOf(x, truth));
}

/** Relative to the numbers: a weighted mean of equal values can miss their value by less than this. */
const ROUNDING = 8 * Number.EPSILON;

/** Inference minus truth; 0 where only the rounding of a mean is left, which would otherwise be tested as if it were an error. */
function errorOf(inference: number, truth: number): number {
  const error = inference - truth;
  return Math.abs(error) <= ROUNDING * Math.abs(truth) ? 0 : error;
}

/** Weighted mean and median; the naive inference is the newest truth known. */
function numberRules(measure: LossMeasure): ValueRules<number, number, number> {
  const loss = lossOf(measure);
  // ln(1 + x) has no value from -1 down: such numbers count as missing.
  const least = measure.scale === "log" ? -1 : Number.NEGATIVE_INFINITY;
  const usable = (value: number | null): value is number =>
    Number.isFinite(value) && value !== null && value > least;
  return {
    loss: LOSS_NAMES[measure.scale],
    inference(set, i) {
      const value = set.values[i] ?? Number.NaN;
      return usable(value) ? value : null;
    },
    truth: ({ truth }) => (usable(truth) ? truth : null),
    means,
    combine(values, weights) {
      const middle = median(values) ?? Number.NaN;
      return {
        ...means(values, weights),
        weightedMedian: (weights === null ? null : weightedMedian(values, weights)) ?? middle,
        median: middle,
      };
    },
    score(inference, truth, known) {
      const error = errorOf(inference, truth);
      const moved = known !== null && truth !== known;
      const direction = moved ? Math.sign(inference - known) === Math.sign(truth - known) : null;
      return { ...NO_SCORE, loss: loss(inference, truth), error, direction };
    },
    scoreWorker: (value, truth) => ({ loss: loss(value, truth), error: errorOf(value, truth) }),
    written: (inference) => inference,
    writtenTruth: (truth) => truth,
    drawn: (inference) => inference,
    drawnOfWorker: (value) => value,
    drawnTruth: (truth) => truth,
    known: () => new NewestTruth((truth) => truth),
  };
}

function means(
  values: readonly number[],
  weights: readonly number[] | null,
): { readonly weighted: number; readonly equal: number } {
  const equal = mean(values) ?? Number.NaN;
  const weighted = weights === null ? null : weightedMean(values, weights);
  return { weighted: weighted ?? equal, equal };
}

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
      ["members", "equal mean, same members"],
    ],
    naive: "newest truth",
    drawn: "value",
  },
  takesClasses: "never",
  packs: false,
  lossWords: {
    "relative error": {
      title: "Mean relative error",
      head: "relative error",
      loss: "mean relative error",
    },
    "log error": {
      title: "Mean error of logarithms",
      head: "log error",
      loss: "mean error of logarithms",
    },
  },
  wantedTruth: () => "a number",
  // A truth that is not finite is read, and counts as none.
  truthCheck: () => () => true,
  rules: (_, measure) => numberRules(measure),
});
