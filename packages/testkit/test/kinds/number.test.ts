import { describe, expect, test } from "vitest";
import { numberKind } from "../../src/kinds/number.js";
import { LOSS_SCALES, type LossMeasure, type WorkerScoring } from "../../src/kinds/score.js";
import { NUMBERS } from "../../src/kinds/value-model.js";

const WEIGHTS = [0.20218, 0.20215, 0.20112, 0.20066, 0.19389];

/** What the weighted mean of these values scores, and the first of them alone. */
function scored(
  measure: LossMeasure,
  ...[values, weights, truth]: [number[], number[], number]
): { readonly weighted: WorkerScoring; readonly first: WorkerScoring } {
  return numberKind.withRules(NUMBERS, measure, (rules) => {
    const set = { values, texts: null };
    const all = values.flatMap((_, i) => rules.inference(set, i) ?? []);
    const [first] = all;
    const came = rules.truth({ truth, truthText: null });
    if (came === null || first === undefined) throw new Error("The values are numbers");
    return {
      weighted: rules.score(rules.combine(all, weights).weighted, came, null),
      first: rules.scoreWorker(first, came),
    };
  });
}

describe.each(LOSS_SCALES)("the %s loss of numbers", (scale) => {
  const measure = { scale, typicalTruth: 1 };

  test("is 0 where all workers gave the truth, whatever their weights", () => {
    for (let i = 1; i <= 300; i += 1) {
      const weights = WEIGHTS.map((weight, k) => weight * (1 + ((i * (k + 1)) % 7)));
      const values = WEIGHTS.map(() => i * 3.3);
      expect(scored(measure, values, weights, i * 3.3).weighted).toMatchObject({
        loss: 0,
        error: 0,
      });
    }
  });

  test("is not 0 where the last digits of an answer differ", () => {
    expect(scored(measure, [1000.000000001], [1], 1000).first.loss).toBeGreaterThan(0);
  });
});
