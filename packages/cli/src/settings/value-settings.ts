import * as v from "valibot";
import {
  VALUE_KINDS,
  type ValueKind,
  type ValueModel,
} from "@weightkit/testkit/internal/kinds/value-model";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Profile } from "@weightkit/testkit/internal/replay/plan";
import type { Input } from "../core/input.js";
import { usageErrors } from "../errors/usage-errors.js";
import type { Project } from "../project/project.js";
import {
  clashes,
  classNames,
  hasClasses,
  valueModel,
  type ValueSetting,
} from "../project/value-rules.js";

/** How a topic's values are read, travel and are judged. */
export interface ValueSettings {
  readonly model: ValueModel;
  readonly scale: number;
  /** Whether the history's values are kept as texts. */
  readonly texts: boolean;
  readonly profile: Profile;
}

const OPTIONS: Readonly<Record<ValueSetting, string>> = {
  valueKind: "--value-kind",
  classes: "--classes",
  packingBase: "--packing-base",
};

/**
 * From options first and the project second. Of the project's classes and packing counts what the kind has a use for.
 * @param faults gets WK105, WK108, WK109 and WK126
 */
export function valueSettings(
  input: Input,
  project: Project | null,
  faults: WeightkitError[],
): ValueSettings {
  const topic = project?.settings.topic;
  const profile = input.text("profile") === "seed" ? "seed" : "chain";
  const kind = kindNamed(input.text("value-kind")) ?? topic?.valueKind ?? "number";
  const packed = kind === "distribution" && profile === "chain";
  const classes = givenClasses(input, faults) ?? (hasClasses(kind) ? topic?.classes : undefined);
  const packingBase = input.number("packing-base") ?? (packed ? topic?.packingBase : undefined);
  const model = valueModel(kind, classes, packingBase);
  // The project alone agrees with itself, so an option is to blame: the kind is told as one.
  const inProject = (setting: ValueSetting): boolean =>
    setting !== "valueKind" && topic?.[setting] !== undefined && !isGiven(input, setting);
  const spelled = (setting: ValueSetting): string =>
    inProject(setting) ? `topic.${setting}` : OPTIONS[setting];
  for (const { at, problem, remedy } of clashes(model, spelled)) {
    const place = inProject(at) ? project?.places.of(["topic", at]) : undefined;
    const options = place === undefined ? {} : { place };
    faults.push(fault(usageErrors.clashingSettings, { problem, remedy }, options));
  }
  if (packed && packingBase === undefined) faults.push(unpacked());
  if (profile === "seed" && input.number("packing-base") !== undefined) {
    faults.push(clash("--packing-base", "--profile seed", SEED_IS_TEXT));
  }
  if (profile === "chain" && input.flag("texts")) {
    faults.push(clash("--texts", "--profile chain", CHAIN_IS_NUMBERS));
  }
  return {
    model,
    scale: input.number("value-scale") ?? topic?.valueScale ?? 1,
    texts: profile === "seed" && (input.flag("texts") || hasClasses(kind)),
    profile,
  };
}

const SEED_IS_TEXT = "Under the seed profile distributions are texts; packing is the chain's";
const CHAIN_IS_NUMBERS =
  "The chain stores whole numbers only: give a class by its number and a distribution packed, or add --profile seed";

function kindNamed(name: string | undefined): ValueKind | undefined {
  return VALUE_KINDS.find((kind) => kind === name);
}

function givenClasses(input: Input, faults: WeightkitError[]): readonly string[] | undefined {
  const given = input.texts("classes");
  if (given.length === 0) return undefined;
  const names = given.flatMap((text) => text.split(",")).map((name) => name.trim());
  const result = v.safeParse(classNames, names);
  if (!result.success) {
    const wanted = `1 to 1000 different names with commas between, e.g. --classes clear,cloudy,rain`;
    const args = { option: "--classes", value: given.join(","), wanted };
    faults.push(fault(usageErrors.badOptionValue, args));
  }
  return names;
}

function isGiven(input: Input, setting: ValueSetting): boolean {
  return input.flag(OPTIONS[setting].slice(2));
}

function unpacked(): WeightkitError {
  return fault(usageErrors.missingOption, {
    what: "How a distribution travels to the chain as one whole number",
    remedy:
      "Give --classes A,B,C and --packing-base N (topic.classes and topic.packingBase) as the logic's Packing has them; or --profile seed, under which distributions are texts",
  });
}

function clash(one: string, other: string, why: string): WeightkitError {
  return fault(usageErrors.conflictingOptions, { one, other, why });
}
