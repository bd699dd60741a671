import { labelOf } from "../../chain/read-value.js";
import type { ValueModel } from "../../chain/value-model.js";
import { type Vote, weightedVote } from "./classes.js";
import { Sum } from "../../numbers/sum.js";
import { NO_SCORE } from "./judged-set.js";
import { NewestTruth } from "./newest-truth.js";
import type { ValueRules } from "./value-rules.js";

/**
 * Classes: weighted and equal plurality vote, zero-one loss, Brier score of the shares of the vote; the naive forecast is the
 * newest class known.
 */
export function classRules(model: ValueModel): ValueRules<string, Vote, string> {
  return {
    loss: "zero-one loss",
    inference: ({ texts, values }, i) => labelOf(texts?.[i] ?? null, values[i] ?? NaN, model),
    truth: ({ truth, truthText }) => (truth === null ? null : labelOf(truthText, truth, model)),
    combine(labels, weights) {
      const ones = labels.map(() => 1);
      const equal = weightedVote(labels, ones) ?? surely(labels[0] ?? "");
      const weighted = weights === null ? null : weightedVote(labels, weights);
      return { weighted: weighted ?? equal, equal };
    },
    score(vote, truth) {
      const called = vote.label;
      const hit = called === truth;
      return { ...NO_SCORE, loss: hit ? 0 : 1, brier: brierOf(vote, truth), called, hit };
    },
    scoreWorker: (label, truth) => ({ loss: label === truth ? 0 : 1, error: null }),
    tell: ({ label }) => label,
    tellTruth: (truth) => truth,
    draw: ({ shares }, truth) => (truth === null ? NaN : (shares.get(truth) ?? 0)),
    drawInference: (label, truth) => (truth === null ? NaN : label === truth ? 1 : 0),
    drawTruth: () => NaN,
    known: () => new NewestTruth(surely),
  };
}

/** The vote of somebody alone. */
function surely(label: string): Vote {
  return { label, tied: false, shares: new Map([[label, 1]]) };
}

/** sum over labels of (share - o)^2; o is 1 for the class that came, which may have no vote at all. */
function brierOf({ shares }: Vote, truth: string): number {
  const total = new Sum();
  for (const [label, share] of shares) total.add((share - (label === truth ? 1 : 0)) ** 2);
  if (!shares.has(truth)) total.add(1);
  return total.value;
}
