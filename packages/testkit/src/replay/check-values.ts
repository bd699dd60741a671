import { replayErrors } from "../errors/replay-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { TruthColumns } from "../history/history.js";
import { KINDS } from "../kinds/kinds.js";
import type { ValueModel } from "../kinds/value-model.js";
import type { TopicPlan } from "./plan.js";

/** Checks that a plan's kind of values fits together, and its truths fit the kind. */
export function checkValues({ values: model, history, profile }: TopicPlan): WeightkitError[] {
  if (model === undefined) return [];
  const { topic, truth } = history;
  const { name, problem, wantedTruth } = KINDS[model.kind];
  const found = problem(model, profile === "seed");
  if (found !== null) {
    return [fault(replayErrors.badValueModel, { topic, kind: name, problem: found })];
  }
  const wrong = wrongTruths(truth, model);
  const first = wrong[0];
  if (first === undefined) return [];
  const { text, timestamp } = first;
  const wanted = wantedTruth(model);
  const about = { topic, kind: name, wanted, count: wrong.length, text, timestamp };
  return [fault(replayErrors.badTruthOfKind, about)];
}

function wrongTruths(
  truth: TruthColumns,
  model: ValueModel,
): { readonly text: string; readonly timestamp: number }[] {
  const fits = KINDS[model.kind].truthCheck(model);
  const wrong: { text: string; timestamp: number }[] = [];
  for (let row = 0; row < truth.length; row += 1) {
    const value = truth.values[row] ?? NaN;
    const text = truth.texts?.[row] ?? null;
    if (fits({ truth: value, truthText: text })) continue;
    wrong.push({ text: text ?? String(value), timestamp: truth.timestamps[row] ?? NaN });
  }
  return wrong;
}
