import { jsonText } from "../../errors/escaped-json.js";
import type { SweepParameter } from "./space.js";
import type { SweepPlan } from "./plan.js";
import type { SweepScore } from "./score.js";
import type { SweepResult, SweptSet } from "./sweep.js";
import { sweepWords, type SweepWords } from "./sweep-words.js";

/** Version of the document's shape; raised with every incompatible change. */
export const SWEEP_VERSION = 1;

/** ParameterValues of parameters by name. */
export type ParameterValues = Readonly<Record<string, number>>;

/** The `--json` document of a sweep: the score out of sample first. Of a bool the value is 1 or 0. */
export interface SweepDocument extends SweepWords {
  readonly format: "weightkit.sweep";
  readonly version: typeof SWEEP_VERSION;
  readonly walkForward: {
    readonly assessment: SweepScore["walkForward"]["assessment"];
    readonly againstMedian: SweepScore["walkForward"]["againstMedian"];
    readonly steps: readonly (Omit<
      SweepScore["walkForward"]["steps"][number],
      "from" | "chosen"
    > & {
      /** Time of the test's first set, UNIX seconds. */
      readonly from: number;
      readonly values: ParameterValues;
    })[];
  };
  readonly inSample: {
    readonly best: ParameterValues | null;
    readonly skill: number | null;
    readonly luck: number | null;
    readonly meanEqual: number | null;
  };
  readonly overfitting: number | null;
  readonly judgedSets: number;
  readonly logic: SweepPlan["logic"];
  readonly loss: SweepPlan["loss"];
  readonly method: SweepPlan["method"];
  readonly parameters: readonly SweepParameter[];
  readonly topics: SweepPlan["topics"];
  readonly seeds: readonly number[];
  readonly options: SweepPlan["score"];
  readonly sets: readonly (Omit<SweptSet, "values"> & { readonly values: ParameterValues })[];
}

export function sweepDocument(result: SweepResult): SweepDocument {
  const { plan, score, timestamps, meanEqual } = result;
  const { parameters, logic, loss, method, topics, seeds } = plan;
  const named = (values: readonly number[] = []): ParameterValues =>
    Object.fromEntries(parameters.map(({ name }, i) => [name, values[i] ?? 0]));
  const { best, skill, luck } = score.inSample;
  return {
    format: "weightkit.sweep",
    version: SWEEP_VERSION,
    ...sweepWords(result),
    walkForward: {
      assessment: score.walkForward.assessment,
      againstMedian: score.walkForward.againstMedian,
      steps: score.walkForward.steps.map(({ chosen, from, ...step }) => ({
        from: timestamps[from] ?? 0,
        values: named(plan.sets[chosen]),
        ...step,
      })),
    },
    inSample: { best: best === null ? null : named(plan.sets[best]), skill, luck, meanEqual },
    overfitting: score.overfitting,
    judgedSets: timestamps.length,
    ...{ logic, loss, method, parameters, topics, seeds },
    options: plan.score,
    sets: result.sets.map(({ values, ...set }) => ({ values: named(values), ...set })),
  };
}

/** The document as the bytes to print. */
export function sweepDocumentText(document: SweepDocument): string {
  return `${jsonText(document, 2)}\n`;
}
