import { DEFAULT_HOST, HOSTS } from "../chain/hosts/hosts.js";
import { replayErrors } from "../errors/replay-errors.js";
import { fault, type WeightkitError } from "../errors/weightkit-error.js";
import type { TruthColumns } from "../history/history.js";
import { KINDS } from "../kinds/kinds.js";
import { modelProblems, type ModelProblem } from "../kinds/model-problems.js";
import type { ValueModel } from "../kinds/value-model.js";
import type { TopicPlan } from "./plan.js";

/** Checks that a plan's kind of values fits together, and its truths fit the kind. */
export function checkValues({
  values: model,
  history,
  profile = DEFAULT_HOST,
}: TopicPlan): WeightkitError[] {
  if (model === undefined) return [];
  const { topic, truth } = history;
  const { name, wantedTruth } = KINDS[model.kind];
  const problems = modelProblems(model, !HOSTS[profile].integers);
  if (problems.length > 0) {
    return problems.map((one) =>
      fault(replayErrors.badValueModel, { topic, kind: name, problem: inWords(one, model) }),
    );
  }
  // Without a list of classes any label is one, but no worker of such a host can answer with a fraction.
  const counted = model.kind === "class" && model.classes === undefined && HOSTS[profile].integers;
  const wrong = wrongTruths(truth, model, counted);
  const first = wrong[0];
  if (first === undefined) return [];
  const { text, timestamp } = first;
  const wanted = wantedTruth(model, HOSTS[profile].integers);
  const about = { topic, kind: name, wanted, count: wrong.length, text, timestamp };
  return [fault(replayErrors.badTruthOfKind, about)];
}

function inWords({ at, what }: ModelProblem, { classes = [], packingBase }: ValueModel): string {
  switch (what) {
    case "unused":
      return at === "classes" ? "it has no classes" : "only distributions are packed";
    case "too-few-classes":
      return "a distribution needs at least two classes";
    case "unpacked":
      return "the chain stores whole numbers only, so distributions must be packed";
    case "below-two":
      return "a packing base is a whole number, at least 2";
    case "too-large":
      return `${classes.length} digits of base ${packingBase ?? 0} exceed 2^53`;
  }
}

/** @param counted Whether a truth that is a number must be the number of a class. */
function wrongTruths(
  truth: TruthColumns,
  model: ValueModel,
  counted: boolean,
): { readonly text: string; readonly timestamp: number }[] {
  const fits = KINDS[model.kind].truthCheck(model);
  const wrong: { text: string; timestamp: number }[] = [];
  for (let row = 0; row < truth.length; row += 1) {
    const value = truth.values[row] ?? NaN;
    const text = truth.texts?.[row] ?? null;
    const countable = !Number.isFinite(value) || (Number.isInteger(value) && value >= 0);
    if (fits({ truth: value, truthText: text }) && (countable || !counted)) continue;
    wrong.push({ text: text ?? String(value), timestamp: truth.timestamps[row] ?? NaN });
  }
  return wrong;
}
