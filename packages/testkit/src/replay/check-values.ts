import { classNumber, labelOf } from "../chain/read-value.js";
import type { ValueModel } from "../chain/value-model.js";
import { replayErrors } from "../errors/replay-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { TruthColumns } from "../history/history.js";
import type { ReplayPlan } from "./plan.js";

/** Checks that a plan's kind of values fits together, and its truths fit the kind. */
export function checkValues({ values: model, history, profile }: ReplayPlan): WeightkitError[] {
  if (model === undefined) return [];
  const { topic, truth } = history;
  const { kind } = model;
  const problem = problemOf(model, profile === "seed");
  if (problem !== null) return [fault(replayErrors.badValueModel, { topic, kind, problem })];
  const wrong = wrongTruths(truth, model);
  const first = wrong[0];
  if (first === undefined) return [];
  const { text, timestamp } = first;
  const about = { topic, kind, wanted: wantedTruth(model), count: wrong.length, text, timestamp };
  return [fault(replayErrors.badTruthOfKind, about)];
}

function problemOf({ kind, classes, packingBase }: ValueModel, seed: boolean): string | null {
  if (kind !== "distribution") {
    return packingBase === undefined ? null : "only distributions are packed";
  }
  if (classes === undefined || classes.length < 2)
    return "a distribution needs two classes or more";
  if (packingBase === undefined) {
    return seed ? null : "the chain stores whole numbers only, so distributions must be packed";
  }
  if (!Number.isSafeInteger(packingBase) || packingBase < 2) return "a packing base is 2 or more";
  return packingBase ** classes.length <= 2 ** 53
    ? null
    : `${classes.length} digits of base ${packingBase} exceed 2^53`;
}

function wantedTruth({ kind, classes }: ValueModel): string {
  if (kind === "probability") return "0 or 1";
  return classes === undefined
    ? "a label"
    : `one of its ${classes.length} classes, by name or number`;
}

function wrongTruths(
  truth: TruthColumns,
  model: ValueModel,
): { readonly text: string; readonly timestamp: number }[] {
  const wrong: { text: string; timestamp: number }[] = [];
  for (let row = 0; row < truth.length; row++) {
    const value = truth.values[row] ?? NaN;
    const text = truth.texts?.[row] ?? null;
    if (fits(text, value, model)) continue;
    wrong.push({ text: text ?? String(value), timestamp: truth.timestamps[row] ?? NaN });
  }
  return wrong;
}

function fits(text: string | null, value: number, model: ValueModel): boolean {
  switch (model.kind) {
    case "number":
      return true;
    case "probability":
      return value === 0 || value === 1;
    case "class":
      return labelOf(text, value, model) !== null;
    case "distribution":
      return classNumber(text, value, model) !== null;
  }
}
