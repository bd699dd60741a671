import { Sum } from "../numbers/sum.js";
import { defineKind } from "./kind.js";
import { NewestTruth } from "./newest-truth.js";
import { type Vote, weightedVote } from "./pools.js";
import { NO_SCORE } from "./score.js";
import type { ValueModel } from "./value-model.js";
import type { ValueRules } from "./value-rules.js";

/** One of several labels. */
export const classKind = defineKind({
  name: "class",
  words: {
    title: "Share of wrong calls",
    head: "wrong",
    loss: "share of wrong calls",
    combinations: [
      ["weighted", "weighted vote"],
      ["equal", "equal vote"],
      ["members", "equal vote, same members"],
    ],
    naive: "newest truth",
    drawn: "share of the vote for the class that came",
  },
  takesClasses: "optionally",
  packs: false,
  wantedTruth,
  rules: classRules,
});

export function wantedTruth({ classes }: ValueModel, integers: boolean): string {
  if (classes === undefined) {
    return integers ? "the number of a class, as the chain stores it: whole, from 0" : "a label";
  }
  return integers
    ? `the number of one of its ${classes.length} classes, counted from 0`
    : `one of its ${classes.length} classes, by name or number`;
}

/**
 * Weighted and equal plurality vote, zero-one loss, Brier score of the shares of the vote; the naive inference is the newest
 * class known.
 */
function classRules(model: ValueModel): ValueRules<string, Vote, string> {
  return {
    loss: "zero-one loss",
    inference: ({ texts, values }, i) => labelOf(texts?.[i] ?? null, values[i] ?? NaN, model),
    truth: ({ truth, truthText }) => (truth === null ? null : labelOf(truthText, truth, model)),
    combine(labels, weights) {
      const ones = labels.map(() => 1);
      const equal = weightedVote(labels, ones) ?? unanimous(labels[0] ?? "");
      const weighted = weights === null ? null : weightedVote(labels, weights);
      return { weighted: weighted ?? equal, equal };
    },
    score(vote, truth) {
      const called = vote.label;
      const hit = called === truth;
      return { ...NO_SCORE, loss: hit ? 0 : 1, brier: brierOf(vote, truth), called, hit };
    },
    scoreWorker: (label, truth) => ({ loss: label === truth ? 0 : 1, error: null }),
    written: ({ label }) => label,
    writtenTruth: (truth) => truth,
    drawn: ({ shares }, truth) => (truth === null ? NaN : (shares.get(truth) ?? 0)),
    drawnOfWorker: (label, truth) => (truth === null ? NaN : label === truth ? 1 : 0),
    drawnTruth: () => NaN,
    known: () => new NewestTruth(unanimous),
  };
}

/** The vote of one worker alone. */
function unanimous(label: string): Vote {
  return { label, tied: false, shares: new Map([[label, 1]]) };
}

/** sum over labels of (share - o)^2; o is 1 for the class that came, which may have no vote at all. */
function brierOf({ shares }: Vote, truth: string): number {
  const total = new Sum();
  for (const [label, share] of shares) total.add((share - (label === truth ? 1 : 0)) ** 2);
  if (!shares.has(truth)) total.add(1);
  return total.value;
}

/**
 * The class that an inference or a truth names: a label, or the number of one of the model's classes.
 * @param text As given, where values are texts.
 * @param value As a number, NaN where it is none.
 * @returns null when it names no class.
 */
function labelOf(text: string | null, value: number, model: ValueModel): string | null {
  const { classes } = model;
  if (classes === undefined) return text ?? (Number.isFinite(value) ? String(value) : null);
  const number = classNumber(text, value, model);
  return number === null ? null : (classes[number] ?? null);
}

/** The same as the number of the class, 0 and up. */
export function classNumber(text: string | null, value: number, model: ValueModel): number | null {
  const { classes = [] } = model;
  const named = text === null ? -1 : classes.indexOf(text);
  if (named >= 0) return named;
  return Number.isInteger(value) && value >= 0 && value < classes.length ? value : null;
}
