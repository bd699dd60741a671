import * as v from "valibot";
import { KINDS } from "@weightkit/testkit/internal/kinds/kinds";
import { modelProblems, type ModelProblem } from "@weightkit/testkit/internal/kinds/model-problems";
import {
  VALUE_KINDS,
  type ValueKind,
  type ValueModel,
} from "@weightkit/testkit/internal/kinds/value-model";

/**
 * The settings of a topic's values, alone and together: for the project file and for options alike. Each `…_WANTED` completes
 * "must be …".
 */

const quoted = VALUE_KINDS.map((kind) => JSON.stringify(kind));
export const KINDS_WANTED = `${quoted.slice(0, -1).join(", ")} or ${quoted.slice(-1).join("")}`;
export const CLASSES_WANTED = "a list of 1 to 1000 names";
const NAME_WANTED = "a name that no other class has";
export const BASE_WANTED = "a whole number from 2";

export const classNames = v.pipe(
  v.array(v.pipe(v.string(NAME_WANTED), v.nonEmpty(NAME_WANTED)), CLASSES_WANTED),
  v.minLength(1, CLASSES_WANTED),
  v.maxLength(1000, CLASSES_WANTED),
  v.checkItems((name, index, names) => names.indexOf(name) === index, NAME_WANTED),
);

export const packingBase = v.pipe(
  v.number(BASE_WANTED),
  v.safeInteger(BASE_WANTED),
  v.minValue(2, BASE_WANTED),
);

/** The settings that must agree. */
export type ValueSetting = "valueKind" | "classes" | "packingBase";

/** The model of settings of which some may be absent. */
export function valueModel(
  kind: ValueKind,
  classes: readonly string[] | undefined,
  base: number | undefined,
): ValueModel {
  return {
    kind,
    ...(classes === undefined ? {} : { classes }),
    ...(base === undefined ? {} : { packingBase: base }),
  };
}

/** Settings that do not go together. */
export interface Clash {
  /** The setting to look at. */
  readonly at: ValueSetting;
  readonly problem: string;
  readonly remedy: string;
}

/** Whether values of the kind are classes or probabilities of them. */
export function hasClasses(kind: ValueKind): boolean {
  return KINDS[kind].takesClasses !== "never";
}

/**
 * What contradicts itself in settings of which each is valid on its own, in the user's words. How a distribution is packed may
 * still be missing.
 * @param spelled what the user calls a setting: `topic.classes` or `--classes`
 */
export function clashes(model: ValueModel, spelled: (setting: ValueSetting) => string): Clash[] {
  return modelProblems(model, true).map((problem) => ({
    at: problem.at === "kind" ? "valueKind" : problem.at,
    ...inWords(problem, model, spelled),
  }));
}

function inWords(
  problem: ModelProblem,
  { kind, classes = [], packingBase = 0 }: ValueModel,
  spelled: (setting: ValueSetting) => string,
): Pick<Clash, "problem" | "remedy"> {
  const values = `values of the kind ${JSON.stringify(kind)}`;
  const base = spelled("packingBase");
  switch (problem.what) {
    case "unused":
      return problem.at === "classes"
        ? {
            problem: `${spelled("classes")} is given, but ${values} have no classes`,
            remedy: `Set ${spelled("valueKind")} to "class" or "distribution", or leave ${spelled("classes")} out`,
          }
        : {
            problem: `${base} is given, but ${values} are not packed`,
            remedy: `Set ${spelled("valueKind")} to "distribution", or leave ${base} out`,
          };
    case "too-few-classes":
      return {
        problem: `Values of the kind ${JSON.stringify(kind)} need at least two classes`,
        remedy: `Name the classes with ${spelled("classes")}`,
      };
    case "unpacked":
    case "below-two":
      return { problem: `${base} must be ${BASE_WANTED}`, remedy: `Set ${base} to ${BASE_WANTED}` };
    case "too-large":
      return {
        problem: `${base} is ${packingBase}, but ${classes.length} parts of that base may exceed 2^53, the largest number that all hosts store exactly`,
        remedy:
          problem.largest < 2
            ? "More than 53 parts never fit into one number: use fewer classes"
            : `Set ${base} to at most ${problem.largest}, or use fewer classes`,
      };
  }
}
