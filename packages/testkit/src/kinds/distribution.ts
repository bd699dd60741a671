import { BaseRates } from "./base-rates.js";
import { classNumber, wantedTruth } from "./class.js";
import { defineKind } from "./kind.js";
import { linearPool, logPool } from "./pools.js";
import { brierScore, logScoreOf, PROBABILITY_FLOOR } from "./probability-scores.js";
import { NO_SCORE } from "./score.js";
import type { ValueModel } from "./value-model.js";
import type { ValueRules } from "./value-rules.js";

type Distribution = readonly number[];

/** How far a distribution's parts, as workers round them, may be from summing to 1. */
const SUM_TOLERANCE = 0.01 + 1e-12;

/** A probability for each of several classes; the truth is the class that came. */
export const distributionKind = defineKind({
  name: "distribution",
  words: {
    title: "Mean Brier score",
    head: "Brier score",
    loss: "mean Brier score",
    combinations: [
      ["weighted", "weighted pool"],
      ["equal", "equal pool"],
      ["weightedLogPool", "weighted log pool"],
      ["logPool", "equal log pool"],
      ["members", "equal pool, same members"],
    ],
    naive: "base rates",
    drawn: "probability given to the class that came",
  },
  takesClasses: "always",
  packs: true,
  wantedTruth,
  rules: distributionRules,
});

/**
 * Linear and logarithmic pools, Brier score; the class called is the likeliest, of equals the first; the naive inference is how
 * often each class came among the truths known.
 */
function distributionRules(model: ValueModel): ValueRules<Distribution, Distribution, number> {
  const classes = model.classes ?? [];
  const drawn = (inference: Distribution, truth: number | null): number =>
    truth === null ? NaN : (inference[truth] ?? 0);
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
    score(inference, truth) {
      const loss = brierScore(inference, truth);
      const likeliest = inference.indexOf(Math.max(...inference));
      const called = classes[likeliest] ?? String(likeliest);
      const logScore = logScoreOf(inference[truth] ?? 0);
      return { ...NO_SCORE, loss, brier: loss, logScore, called, hit: likeliest === truth };
    },
    scoreWorker: (inference, truth) => ({
      loss: brierScore(inference, truth),
      error: null,
    }),
    written: (inference) => inference.join(" "),
    writtenTruth: (truth) => classes[truth] ?? truth,
    drawn,
    drawnOfWorker: drawn,
    drawnTruth: () => NaN,
    known: () => new BaseRates(classes.length, (rates) => rates),
  };
}

/**
 * The probabilities that an inference gives to the model's classes, scaled to sum to 1: from a text of as many numbers as there
 * are classes, with or without brackets, commas or spaces between (`[0.2, 0.5, 0.3]`), or from a packed number.
 * @returns null when it is none: another count, a part below 0, or a sum that is not 1.
 */
function distributionOf(text: string | null, value: number, model: ValueModel): number[] | null {
  const { classes = [], packingBase } = model;
  const parts =
    packingBase === undefined
      ? text === null
        ? null
        : textParts(text)
      : digits(value, packingBase, classes.length);
  if (parts === null || parts.length !== classes.length) return null;
  if (!parts.every((part) => part >= 0 && part < Infinity)) return null;
  const sum = parts.reduce((all, part) => all + part, 0);
  const states = packingBase === undefined ? Math.abs(sum - 1) <= SUM_TOLERANCE : sum > 0;
  return states ? parts.map((part) => part / sum) : null;
}

function textParts(text: string): number[] {
  const inside = text.trim().replace(/^\[(.*)\]$/s, "$1");
  return inside
    .trim()
    .split(/\s*[,;]\s*|\s+/)
    .map((part) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part) ? Number(part) : NaN));
}

/** The digits of a whole number in a base, highest first; null when it has more than `count`. */
function digits(value: number, base: number, count: number): number[] | null {
  if (!Number.isSafeInteger(value) || value < 0) return null;
  const found: number[] = [];
  let rest = value;
  for (let i = 0; i < count; i += 1) {
    found.unshift(rest % base);
    rest = Math.floor(rest / base);
  }
  return rest === 0 ? found : null;
}
