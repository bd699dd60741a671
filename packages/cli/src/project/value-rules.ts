import * as v from "valibot";
import { VALUE_KINDS, type ValueKind } from "@weightkit/testkit/internal/kinds/value-model";

/**
 * What a topic may say of its values, alone and together: for the project file and for options alike. Each `…_WANTED` completes
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

/** What is said of values, each part valid on its own. */
export interface SaidOfValues {
  readonly kind: ValueKind;
  readonly classes?: readonly string[] | undefined;
  readonly packingBase?: number | undefined;
}

/** Settings that do not go together. */
export interface Clash {
  /** The setting to look at. */
  readonly at: ValueSetting;
  readonly problem: string;
  readonly remedy: string;
}

export function hasClasses(kind: ValueKind): boolean {
  return kind === "class" || kind === "distribution";
}

/**
 * Where what is said of values contradicts itself.
 * @param spelled what the user calls a setting: `topic.classes` or `--classes`
 */
export function clashes(
  { kind, classes, packingBase: base }: SaidOfValues,
  spelled: (setting: ValueSetting) => string,
): Clash[] {
  const found: Clash[] = [];
  const values = `values of the kind ${JSON.stringify(kind)}`;
  if (classes !== undefined && !hasClasses(kind)) {
    found.push({
      at: "classes",
      problem: `${spelled("classes")} is given, but ${values} have no classes`,
      remedy: `Set ${spelled("valueKind")} to "class" or "distribution", or leave ${spelled("classes")} out`,
    });
  }
  if (kind === "distribution" && classes === undefined) {
    found.push({
      at: "valueKind",
      problem: `Values of the kind ${JSON.stringify(kind)} need their classes`,
      remedy: `Name the classes with ${spelled("classes")}`,
    });
  }
  if (base === undefined) return found;
  const at = "packingBase";
  if (kind !== "distribution") {
    found.push({
      at,
      problem: `${spelled(at)} is given, but ${values} are not packed`,
      remedy: `Set ${spelled("valueKind")} to "distribution", or leave ${spelled(at)} out`,
    });
  } else if (classes !== undefined && base > mostBase(classes.length)) {
    const most = mostBase(classes.length);
    found.push({
      at,
      problem: `${spelled(at)} is ${base}, but ${classes.length} parts of that base may exceed 2^53, the largest number that all hosts store exactly`,
      remedy:
        most < 2
          ? "More than 53 parts never fit into one number: ask for fewer classes"
          : `Set ${spelled(at)} to at most ${most}, or ask for fewer classes`,
    });
  }
  return found;
}

/** The largest base with base^parts <= 2^53. */
function mostBase(parts: number): number {
  const limit = 2n ** 53n;
  const fits = (base: number): boolean => BigInt(base) ** BigInt(parts) <= limit;
  let most = Math.floor(2 ** (53 / parts)) + 1;
  while (most > 1 && !fits(most)) most--;
  return most;
}
